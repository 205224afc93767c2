import { h } from './dom.js';
import { signed } from './cuttime.js';

const KEPT = 24;
const pictures = new Map();

/** Pictures of a take, evenly spread, drawn once from its proxy into one row. */
function row(take, count, height, seconds) {
    const key = `${take}/${count}`;
    const known = pictures.get(key);
    if (known) {
        pictures.delete(key);
        pictures.set(key, known);
        return known;
    }
    const canvas = document.createElement('canvas');
    const job = { canvas, failed: false, listeners: new Set() };
    pictures.set(key, job);
    if (pictures.size > KEPT) pictures.delete(pictures.keys().next().value);
    const video = document.createElement('video');
    video.muted = true;
    video.preload = 'auto';
    let next = 0;
    const done = () => {
        video.removeAttribute('src');
        video.load();
    };
    video.addEventListener('loadeddata', () => {
        const width = Math.round(height * video.videoWidth / video.videoHeight);
        canvas.width = width * count;
        canvas.height = height;
        video.currentTime = (next + 0.5) / count * (seconds || video.duration);
    });
    video.addEventListener('seeked', () => {
        const width = canvas.width / count;
        canvas.getContext('2d').drawImage(video, next * width, 0, width, height);
        next += 1;
        if (next < count) video.currentTime = (next + 0.5) / count * (seconds || video.duration);
        else done();
    });
    video.addEventListener('error', () => {
        if (next >= count) return;
        job.failed = true;
        pictures.delete(key);
    });
    video.src = `/media/proxy/${take}`;
    return job;
}

/** The frames of a clip's take, with the stretch that is shown as a window that can be pushed. */
export class SourceStrip {
    /** @param actions try(frames), commit(frames) */
    constructor(actions) {
        this.actions = actions;
        this.film = h('div', { class: 'source-film', 'aria-hidden': 'true' });
        this.window = h('div', {
            class: 'source-window', role: 'slider', tabindex: '0', 'aria-label': 'First frame shown', 'aria-valuemin': '0',
        }, h('span', { class: 'source-by', 'aria-hidden': 'true' }));
        this.unusable = [h('i', { class: 'source-off before' }), h('i', { class: 'source-off after' })];
        this.track = h('div', { class: 'source-track' }, this.film, ...this.unusable, this.window);
        this.words = h('p', { class: 'source-words' });
        this.element = h('div', { class: 'source' }, this.track, this.words);
        this.window.addEventListener('pointerdown', (event) => this.drag(event));
        this.track.addEventListener('pointerdown', (event) => event.target !== this.window && this.jump(event));
    }

    show(clip, take, readOnly) {
        this.clip = clip;
        this.readOnly = readOnly;
        this.all = Math.max(clip.takeFrames ?? take?.frames ?? 1, clip.source.start + clip.source.count);
        this.room = [-clip.source.start, this.all - clip.source.start - clip.source.count];
        const key = clip.take;
        if (this.shows !== key) {
            this.shows = key;
            const ratio = take?.width && take?.height ? take.width / take.height : 16 / 9;
            const count = Math.max(4, Math.min(12, Math.round(360 / (52 * ratio))));
            const known = pictures.has(`${clip.take}/${count}`);
            const fill = () => take?.proxy && this.film.replaceChildren(row(clip.take, count, 52, take.seconds).canvas);
            clearTimeout(this.timer);
            this.film.replaceChildren();
            if (known) fill();
            else this.timer = setTimeout(() => this.shows === key && fill(), 160);
        }
        const usable = take?.usable;
        const share = (frames) => `${frames / this.all * 100}%`;
        this.unusable[0].style.width = share(usable?.start ?? 0);
        this.unusable[1].style.width = share(usable ? Math.max(0, this.all - usable.start - usable.count) : 0);
        this.window.style.width = share(clip.source.count);
        this.window.classList.toggle('fixed', readOnly || this.room[0] === this.room[1]);
        this.window.setAttribute('aria-valuemax', String(this.all - clip.source.count));
        this.place(0);
    }

    clamp(by) {
        return Math.max(this.room[0], Math.min(this.room[1], Math.round(by)));
    }

    /** @param by frames later than in the cut */
    place(by) {
        const { clip } = this;
        const start = clip.source.start + by;
        this.window.style.left = `${start / this.all * 100}%`;
        this.window.setAttribute('aria-valuenow', String(start));
        this.window.setAttribute('aria-valuetext', `frames ${start} to ${start + clip.source.count - 1} of ${this.all}`);
        this.window.firstElementChild.textContent = by ? signed(by) : '';
        this.window.classList.toggle('moved', by !== 0);
        const [room, later] = this.room;
        this.words.textContent = by
            ? `frames ${start}–${start + clip.source.count - 1} of ${this.all}, ${signed(by)} frame${Math.abs(by) === 1 ? '' : 's'}`
            : `frames ${start}–${start + clip.source.count - 1} of ${this.all}${
                room === later ? ', all of it is shown' : ` · can slip ${signed(room)} to ${signed(later)}`}`;
    }

    drag(event) {
        if (event.button || this.readOnly || this.room[0] === this.room[1]) return;
        event.preventDefault();
        this.window.focus({ preventScroll: true });
        this.window.setPointerCapture(event.pointerId);
        const perFrame = this.track.clientWidth / this.all;
        const from = event.clientX;
        let by = 0;
        const move = (next) => {
            const now = this.clamp((next.clientX - from) / perFrame * (next.shiftKey ? 0.25 : 1));
            if (now === by) return;
            by = now;
            this.place(by);
            this.actions.try(by);
        };
        const finish = (commit) => {
            this.window.removeEventListener('pointermove', move);
            removeEventListener('keydown', escape, true);
            if (commit && by) this.actions.commit(by);
            else {
                this.place(0);
                this.actions.try(0);
            }
        };
        const escape = (key) => {
            if (key.key !== 'Escape') return;
            key.stopPropagation();
            ended = true;
            finish(false);
        };
        let ended = false;
        this.window.addEventListener('pointermove', move);
        this.window.addEventListener('pointerup', () => ended || finish(true), { once: true });
        this.window.addEventListener('pointercancel', () => ended || finish(false), { once: true });
        addEventListener('keydown', escape, true);
    }

    /** A click beside the window puts its middle there. */
    jump(event) {
        if (event.button || this.readOnly || event.target.closest('.source-window')) return;
        const box = this.track.getBoundingClientRect();
        const middle = (event.clientX - box.left) / box.width * this.all;
        const by = this.clamp(middle - this.clip.source.count / 2 - this.clip.source.start);
        if (!by) return;
        this.place(by);
        this.actions.try(by);
        this.actions.commit(by);
    }
}
