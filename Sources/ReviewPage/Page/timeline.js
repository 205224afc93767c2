import { h } from './dom.js';
import { drawSong } from './waveform.js';
import { ClipRow } from './timelineclips.js';
import { SectionRow } from './timelinesections.js';
import { attachDragging } from './timelinedrag.js';

const RULER = 22;
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** The whole film, zoomable: sections, time, song, clips and the playhead. `actions`: seek, select, open, move, density. */
export class Timeline {
    constructor(model, actions) {
        this.model = model;
        this.actions = actions;
        this.pps = 0;
        this.width = 0;
        this.left = 0;
        this.canvas = h('canvas', { class: 'tl-canvas', 'aria-hidden': 'true' });
        this.sections = new SectionRow(model, this);
        this.clips = new ClipRow(model, this);
        this.head = h('div', { class: 'tl-head', 'aria-hidden': 'true' }, h('i', { class: 'tl-knob' }));
        this.guide = h('div', { class: 'tl-guide', hidden: true, 'aria-hidden': 'true' }, h('span', { class: 'tl-guide-text' }));
        this.bubble = h('div', { class: 'tl-bubble', role: 'status', hidden: true });
        this.song = h('div', {
            class: 'tl-song', role: 'slider', tabindex: '0', 'aria-label': 'Playhead', 'aria-valuemin': '0',
        }, this.canvas);
        this.inner = h('div', { class: 'tl-inner' }, this.sections.element, this.song, this.clips.element, this.guide, this.head);
        this.scroller = h('div', { class: 'tl-scroll', tabindex: '-1' }, this.inner);
        this.element = h('div', { class: 'tl' }, this.scroller, this.bubble);
        this.context = this.canvas.getContext('2d');
        this.scroller.addEventListener('scroll', () => this.soon(), { passive: true });
        this.scroller.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
        new ResizeObserver(() => this.resized()).observe(this.scroller);
        attachDragging(this);
        model.on('cut', () => this.changed());
        model.on('select', () => this.selected());
        model.on('override', () => this.clips.refresh());
        model.on('marked', (slot) => this.clips.refresh(slot));
        model.on('time', () => this.placeHead());
        model.on('refused', (refusal) => refusal.where === 'timeline' && this.refuse(refusal));
    }

    x(time) {
        return time * this.pps;
    }

    /** Second of the film under a place of the window. */
    timeAt(clientX) {
        return (clientX - this.scroller.getBoundingClientRect().left + this.left) / this.pps;
    }

    get fitted() {
        return this.model.cut ? Math.max(0.5, (this.width - 2) / this.model.cut.seconds) : 1;
    }

    resized() {
        const width = this.scroller.clientWidth;
        if (!this.model.cut || !width || width === this.width) return;
        const wasFit = !this.pps || Math.abs(this.pps - this.fitted) < 1e-6;
        this.width = width;
        this.songHeight = undefined;
        this.layout(wasFit ? this.startingZoom() : this.pps);
    }

    /** On a phone the whole film would be a row of hairlines. */
    startingZoom() {
        return this.width < 600 ? Math.max(this.fitted, 26) : this.fitted;
    }

    changed() {
        if (!this.model.cut) return;
        this.sections.changed();
        this.clips.changed();
        if (this.width) this.layout(this.pps || this.startingZoom());
    }

    /** @param left pixel of the film at the left edge of the window, as far as it can be */
    layout(pps, left = this.left, margin = 800) {
        if (!this.model.cut) return;
        this.pps = pps;
        const all = Math.ceil(this.x(this.model.cut.seconds));
        this.inner.style.width = `${all}px`;
        this.drawnFrom = null;
        this.left = Math.max(0, Math.min(left, all - this.width));
        this.sections.layout();
        this.render(margin);
        this.scroller.scrollLeft = this.left;
    }

    scrollTo(left) {
        this.scroller.scrollLeft = left;
        this.left = this.scroller.scrollLeft;
        this.render();
    }

    soon() {
        this.ticket ??= requestAnimationFrame(() => {
            this.ticket = null;
            this.left = this.scroller.scrollLeft;
            this.render();
        });
    }

    render(margin) {
        if (!this.model.cut || !this.width) return;
        this.draw(margin);
        this.clips.render();
        this.placeHead();
    }

    /** The canvas reaches over the window on both sides and travels with the scrolling; it is drawn anew only past its edge. */
    draw(reachOut = 800) {
        const { width, left } = this;
        const covered = this.drawnFrom !== null && this.drawnFrom !== undefined
            && left >= this.drawnFrom && left + width <= this.drawnFrom + this.canvasWidth;
        if (covered) return;
        const margin = Math.min(width, reachOut);
        const from = Math.max(0, left - margin);
        const all = Math.ceil(this.x(this.model.cut.seconds));
        const reach = Math.max(1, Math.min(width + margin * 2, all - from));
        const height = this.songHeight ??= this.song.clientHeight;
        const ratio = Math.min(2, devicePixelRatio || 1);
        this.canvas.width = Math.ceil(reach * ratio);
        this.canvas.height = Math.ceil(height * ratio);
        this.canvas.style.width = `${reach}px`;
        this.canvas.style.height = `${height}px`;
        this.canvas.style.transform = `translateX(${from}px)`;
        this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
        drawSong(this.context, {
            cut: this.model.cut, fps: this.model.fps, pps: this.pps, from: from / this.pps, to: (from + reach) / this.pps,
            height: height - RULER, rulerHeight: RULER, colors: this.colors(),
        });
        this.drawnFrom = from;
        this.canvasWidth = reach;
    }

    colors() {
        if (this.palette) return this.palette;
        const style = getComputedStyle(this.element);
        const color = (name) => style.getPropertyValue(name).trim();
        this.palette = {
            wave: color('--tl-wave'), beat: color('--tl-beat'), downbeat: color('--tl-downbeat'), energy: color('--tl-energy'),
            cut: color('--tl-cut'), text: color('--tl-text'), font: `11px ${style.fontFamily}`,
        };
        return this.palette;
    }

    placeHead() {
        const { cut, time } = this.model;
        if (!cut || !this.pps) return;
        this.head.style.transform = `translateX(${Math.round(this.x(time) * 2) / 2}px)`;
    }

    /** For screen readers; not on every frame. */
    tellTime(words) {
        this.song.setAttribute('aria-valuemax', String(Math.round(this.model.cut?.seconds ?? 0)));
        this.song.setAttribute('aria-valuenow', this.model.time.toFixed(1));
        this.song.setAttribute('aria-valuetext', words);
    }

    /** While it plays the page turns when the playhead leaves it. */
    follow() {
        const x = this.x(this.model.time);
        if (x > this.left + this.width - 12 || x < this.left) this.scrollTo(x - this.width * 0.08);
    }

    reveal(time, until = time) {
        const [from, to] = [this.x(time), this.x(until)];
        if (from >= this.left + 12 && to <= this.left + this.width - 12) return;
        const left = Math.max(0, (from + Math.min(to, from + this.width)) / 2 - this.width / 2);
        const near = Math.abs(left - this.left) < this.width * 2;
        this.scroller.scrollTo({ left, behavior: still.matches || !near ? 'auto' : 'smooth' });
    }

    selected() {
        this.clips.refresh();
        const clip = this.model.clipOf?.get(this.model.selected);
        if (clip) this.reveal(clip.start, clip.end);
    }

    /** @param anchor second of the film that stays where it is on the screen */
    zoom(factor, anchor = this.model.time) {
        const most = Math.max(this.fitted, this.model.fps * 20);
        const pps = Math.max(this.fitted, Math.min(most, this.pps * factor));
        if (pps === this.pps) return;
        let place = this.x(anchor) - this.left;
        if (place < 0 || place > this.width) {
            anchor = (this.left + this.width / 2) / this.pps;
            place = this.width / 2;
        }
        this.layout(pps, anchor * pps - place, 120);
    }

    fit() {
        this.layout(this.fitted, 0);
    }

    wheel(event) {
        if (event.ctrlKey || event.metaKey) {
            event.preventDefault();
            this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)), this.timeAt(event.clientX));
        } else if (event.deltaY && !event.deltaX && !event.shiftKey && this.scroller.scrollWidth > this.width + 1 && this.width > 600) {
            event.preventDefault();
            this.scroller.scrollLeft += event.deltaY * (event.deltaMode ? 24 : 1);
        }
    }

    showGuide(time, words) {
        this.guide.hidden = time === null;
        if (time === null) return;
        this.guide.style.transform = `translateX(${this.x(time)}px)`;
        this.guide.firstElementChild.textContent = words;
        this.guide.classList.toggle('left', this.x(time) > this.left + this.width - 140);
    }

    /** Says why a change was refused, beside the clip it was meant for. */
    refuse({ words, slot }) {
        const clip = this.model.clipOf?.get(slot);
        if (clip) this.reveal(clip.start, clip.start);
        this.bubble.textContent = words;
        this.bubble.hidden = false;
        const x = clip ? this.x(clip.start) - this.left : this.width / 2;
        const half = this.bubble.offsetWidth / 2;
        this.bubble.style.left = `${Math.max(half + 8, Math.min(this.width - half - 8, x))}px`;
        clearTimeout(this.bubbleTimer);
        this.bubbleTimer = setTimeout(() => this.calm(), 9000);
    }

    calm() {
        this.bubble.hidden = true;
    }
}
