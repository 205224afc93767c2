import { h, icon } from './dom.js';
import { clipName, clipWords } from './cuttime.js';

/** The clips as blocks; only those near the window are in the document. */
export class ClipRow {
    constructor(model, timeline) {
        this.model = model;
        this.timeline = timeline;
        this.blocks = new Map();
        this.edges = [-1, 1].map((side) => h('i', { class: `tl-edge ${side < 0 ? 'start' : 'end'}`, 'aria-hidden': 'true', hidden: true }));
        this.element = h('div', {
            class: 'tl-clips', role: 'listbox', tabindex: '0', 'aria-label': 'Clips of the cut', 'aria-orientation': 'horizontal',
        });
        this.element.append(...this.edges);
        this.hues = new Map();
        this.moved = null;
    }

    changed() {
        this.hues.clear();
        this.slots = this.model.cut.slots.map((slot) => ({ slot, clip: this.model.clipOf.get(slot.number) }))
            .sort((a, b) => a.slot.start - b.slot.start);
        for (const clip of this.model.cut.clips) if (!this.hues.has(clip.shot)) this.hues.set(clip.shot, this.hues.size);
        const same = new Map(this.slots.map((entry, index) => [entry.slot.number, this.signature(entry, index)]));
        for (const [number, block] of this.blocks) {
            if (block.signature !== same.get(number) || this.model.flashed.has(number)) this.drop(number);
        }
    }

    drop(number) {
        this.blocks.get(number)?.remove();
        this.blocks.delete(number);
    }

    /** All that a block shows but its place. */
    signature({ slot, clip }, index) {
        if (!clip) return `${slot.number} empty ${index} ${this.slots.length}`;
        const { take, shot, number, locked, pinned, transition } = clip;
        return [take, shot, number, locked, pinned, transition?.kind, this.hues.get(shot), index, this.slots.length, clipWords(clip)].join(' ');
    }

    /** Start and end of a slot, with an edge being dragged where it is held. */
    range(index) {
        const { slot } = this.slots[index];
        let { start, end } = slot;
        if (this.moved?.slot === slot.number) start = this.moved.time;
        if (this.moved && this.slots[index + 1]?.slot.number === this.moved.slot) end = this.moved.time;
        return [start, end];
    }

    render() {
        if (!this.slots) return;
        const { timeline } = this;
        const from = (timeline.left - 300) / timeline.pps;
        const to = (timeline.left + timeline.width + 300) / timeline.pps;
        const wanted = new Set();
        for (let index = this.firstFrom(from); index < this.slots.length && this.slots[index].slot.start <= to; index++) {
            wanted.add(this.slots[index].slot.number);
            this.place(index);
        }
        const chosen = this.slots.findIndex(({ slot }) => slot.number === this.model.selected);
        if (chosen >= 0 && !wanted.has(this.model.selected)) {
            wanted.add(this.model.selected);
            this.place(chosen);
        }
        for (const [number, block] of this.blocks) {
            if (wanted.has(number)) continue;
            block.remove();
            this.blocks.delete(number);
        }
        this.placeEdges(chosen);
    }

    firstFrom(time) {
        let low = 0;
        let high = this.slots.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.slots[middle].slot.end < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    place(index) {
        const { slot, clip } = this.slots[index];
        let block = this.blocks.get(slot.number);
        if (!block) {
            block = this.build(slot, clip, index);
            this.blocks.set(slot.number, block);
            this.element.append(block);
        }
        const [start, end] = this.range(index);
        const at = this.timeline.x(start);
        const width = Math.max(1, this.timeline.x(end) - at - 1);
        if (block.at !== at) block.style.transform = `translateX(${block.at = at}px)`;
        if (block.wide !== width) {
            block.style.width = `${block.wide = width}px`;
            const size = width < 24 ? 'tiny' : width < 74 ? 'small' : 'wide';
            if (block.dataset.size !== size) block.dataset.size = size;
        }
        const selected = slot.number === this.model.selected;
        if (block.chosen !== selected) block.setAttribute('aria-selected', String(block.chosen = selected));
    }

    build(slot, clip, index) {
        const tried = clip ? this.model.shown(clip) : null;
        const block = h('div', {
            class: 'tl-clip', role: 'option', id: `tl-slot-${slot.number}`, 'aria-selected': 'false',
            'aria-setsize': String(this.slots.length), 'aria-posinset': String(index + 1),
            'aria-label': clip ? clipWords(clip) : `slot ${slot.number}, empty`,
        });
        block.dataset.slot = String(slot.number);
        block.signature = this.signature(this.slots[index], index);
        if (!clip) {
            block.classList.add('empty');
            block.append(h('span', { class: 'tl-name' }, 'empty'));
            return block;
        }
        block.dataset.hue = String(this.hues.get(clip.shot) % 8);
        block.take = tried.take;
        this.picture(block);
        block.classList.toggle('tried', Boolean(tried.tried));
        if (this.model.flashed.delete(slot.number)) block.classList.add('flash');
        if (clip.transition) block.append(h('i', { class: 'tl-transition', title: clip.transition.kind.replace('_', ' to '), 'aria-hidden': 'true' }));
        const marks = h('span', { class: 'tl-marks' });
        if (clip.locked) marks.append(icon('lock'));
        else if (clip.pinned) marks.append(icon('pin'));
        block.append(h('span', { class: 'tl-name' }, clipName(tried).replace(' take ', ' ')), marks);
        return block;
    }

    picture(block) {
        if (this.model.hasFilm(block.take)) block.style.backgroundImage = `url("/media/still/${encodeURIComponent(block.take)}")`;
    }

    /** Stills that were not made before. */
    proxiesCame(ids) {
        const came = new Set(ids);
        for (const block of this.blocks.values()) if (came.has(block.take)) this.picture(block);
    }

    /** Built anew where what they show may have changed. */
    refresh(marked) {
        if (!this.slots) return;
        const tried = this.model.override?.slot;
        for (const slot of [tried, this.tried, marked]) if (slot) this.drop(slot);
        this.tried = tried;
        this.render();
        const { selected } = this.model;
        if (selected) this.element.setAttribute('aria-activedescendant', `tl-slot-${selected}`);
        else this.element.removeAttribute('aria-activedescendant');
    }

    placeEdges(index) {
        const shows = index >= 0 && !this.timeline.actions.readOnly;
        const [start, end] = shows ? this.range(index) : [0, 0];
        this.edges[0].hidden = !shows || index === 0;
        this.edges[1].hidden = !shows || index === this.slots.length - 1;
        this.edges[0].style.transform = `translateX(${this.timeline.x(start)}px)`;
        this.edges[1].style.transform = `translateX(${this.timeline.x(end)}px)`;
    }

    /** The slot whose start is near to a place, for dragging. */
    edgeNear(time, reach) {
        let best = null;
        for (let index = 1; index < this.slots.length; index++) {
            const off = Math.abs(this.slots[index].slot.start - time);
            if (off <= reach && (!best || off < best.off)) best = { off, slot: this.slots[index].slot, before: this.slots[index - 1].slot };
        }
        return best;
    }

    moveEdge(slot, time) {
        this.moved = slot === null ? null : { slot, time };
        this.render();
    }

    slotAt(time) {
        return this.slots?.find(({ slot }) => time >= slot.start && time < slot.end)?.slot ?? null;
    }
}
