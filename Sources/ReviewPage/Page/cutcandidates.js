import { h } from './dom.js';

/** Other takes for a slot: the pointer over one plays it, a click tries it in its place, Enter or a double click takes it. */
export class Candidates {
    /** @param actions try(take), take(take), back() */
    constructor(app, actions) {
        this.app = app;
        this.actions = actions;
        this.list = h('div', { class: 'cand-list', role: 'listbox', 'aria-label': 'Takes for this slot', tabindex: '-1' });
        this.words = h('p', { class: 'cand-words' });
        this.head = h('h3', { class: 'cut-h' }, 'Other takes ', h('kbd', {}, 'R'));
        this.element = h('section', { class: 'cand' }, this.head, this.words, this.list);
        this.video = h('video', { class: 'cand-video', tabindex: '-1', 'aria-hidden': 'true' });
        this.video.muted = true;
        this.video.loop = true;
        this.video.playsInline = true;
        this.known = new Map();
        // An option may hold no button of its own: Enter does the same, and so does the button over the picture while a take is tried.
        this.list.addEventListener('click', (event) => this.at(event, (take) => (event.target.closest('.cand-take') ? event.detail < 2 && this.actions.take(take) : this.choose(take))));
        this.list.addEventListener('dblclick', (event) => !event.target.closest('.cand-take') && this.at(event, (take) => this.actions.take(take)));
        this.list.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && this.at(event, (take, cell) => this.peek(take, cell)));
        this.list.addEventListener('pointerleave', () => this.unpeek());
    }

    at(event, action) {
        const cell = event.target.closest('.cand-cell');
        if (cell) action(this.takes[Number(cell.dataset.index)], cell);
    }

    forget() {
        this.known.clear();
    }

    async show(slot) {
        this.unpeek();
        this.slot = slot;
        this.tried = null;
        const key = slot;
        const known = this.known.get(key);
        if (known) {
            this.fill(known);
            return;
        }
        this.words.textContent = 'Looking…';
        this.list.setAttribute('aria-busy', 'true');
        try {
            const { takes } = await this.app.api.get(`/api/cut/candidates/${slot}`);
            this.known.set(key, takes);
            if (this.slot === slot) this.fill(takes);
            this.app.api.post('/api/want', { takes: takes.slice(0, 24).map((take) => take.id) }).catch(() => {});
        } catch (error) {
            if (this.slot !== slot) return;
            this.takes = [];
            this.list.replaceChildren();
            this.words.textContent = error.message;
        }
    }

    fill(takes) {
        this.takes = takes;
        this.current = 0;
        this.list.removeAttribute('aria-busy');
        this.words.textContent = takes.length ? '' : 'No other take can stand here. Pick more takes in Cull, or make some.';
        this.list.replaceChildren(...takes.map((take, index) => this.cell(take, index)));
        if (this.wanted) this.focus();
    }

    cell(take, index) {
        const score = take.quality == null ? '' : Math.round(take.quality * 100);
        const here = take.placedIn === this.slot;
        const notes = [take.kept ? 'kept' : 'not kept', here ? 'stands here' : take.placedIn ? `stands in slot ${take.placedIn}: they change places` : ''].filter(Boolean);
        return h('div', {
            class: 'cand-cell', role: 'option', tabindex: index ? '-1' : '0', 'aria-selected': 'false', title: take.why,
            'aria-label': [`${take.shot} take ${take.number}`, score === '' ? '' : `score ${score} of 100`, ...notes, take.why].filter(Boolean).join(', '),
            'data-index': String(index), 'data-kept': String(Boolean(take.kept)),
        }, h('div', { class: 'cand-frame' }, this.still(take),
            take.placedIn ? h('span', { class: 'cand-placed', title: notes.at(-1) }, here ? 'here' : `⇄ ${take.placedIn}`) : null,
        h('span', { class: 'cand-take', 'aria-hidden': 'true' }, 'Take it')),
        h('div', { class: 'cand-line' }, h('span', { class: 'cand-name' }, `${take.shot} ${take.number}`),
            h('span', { class: 'cand-score' }, String(score))),
        h('p', { class: 'cand-why' }, take.why ?? ''));
    }

    still(take) {
        if (!this.app.takes.byId.get(take.id)?.proxy) return null;
        const still = h('img', { class: 'cand-still', src: `/media/still/${take.id}`, alt: '', loading: 'lazy', decoding: 'async' });
        still.addEventListener('error', () => still.remove());
        return still;
    }

    /** Stills that were not made before. */
    proxiesCame(ids) {
        const came = new Set(ids);
        this.takes?.forEach((take, index) => {
            const frame = this.list.children[index]?.querySelector('.cand-frame');
            if (frame && came.has(take.id) && !frame.querySelector('.cand-still')) frame.prepend(this.still(take));
        });
    }

    focus() {
        this.wanted = !this.takes;
        this.list.children[this.current]?.focus();
        if (this.takes?.length) this.element.scrollIntoView({ block: 'nearest' });
    }

    get holdsFocus() {
        return this.list.contains(document.activeElement);
    }

    choose(take) {
        const index = this.takes.indexOf(take);
        this.mark(index);
        this.tried = take;
        for (const cell of this.list.children) cell.setAttribute('aria-selected', String(Number(cell.dataset.index) === index));
        this.actions.try(take);
    }

    clear() {
        if (!this.tried) return false;
        this.tried = null;
        for (const cell of this.list.children) cell.setAttribute('aria-selected', 'false');
        this.actions.back();
        return true;
    }

    mark(index) {
        const cells = this.list.children;
        if (!cells[index]) return;
        cells[this.current]?.setAttribute('tabindex', '-1');
        this.current = index;
        cells[index].setAttribute('tabindex', '0');
        cells[index].focus();
    }

    /** Keys while one of the takes has the focus. */
    key(event) {
        if (!this.takes?.length || event.altKey || event.ctrlKey || event.metaKey) return false;
        const cells = this.list.children;
        const columns = Math.max(1, [...cells].findIndex((cell) => cell.offsetTop > cells[0].offsetTop));
        const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
        if (step) {
            this.mark(Math.max(0, Math.min(cells.length - 1, this.current + step)));
            if (this.tried) this.choose(this.takes[this.current]);
        } else if (event.key === ' ') {
            this.choose(this.takes[this.current]);
        } else if (event.key === 'Enter') {
            this.actions.take(this.takes[this.current]);
        } else if (event.key === 'Escape') {
            if (!this.clear()) document.activeElement.blur();
        } else {
            return false;
        }
        return true;
    }

    peek(take, cell) {
        if (this.peeked === take) return;
        this.unpeek();
        if (!this.app.takes.byId.get(take.id)?.proxy) return;
        this.peeked = take;
        this.timer = setTimeout(() => {
            this.video.src = `/media/proxy/${take.id}`;
            cell.querySelector('.cand-frame').append(this.video);
            this.video.play().catch(() => {});
        }, 90);
    }

    unpeek() {
        clearTimeout(this.timer);
        this.peeked = null;
        if (!this.video.isConnected) return;
        this.video.pause();
        this.video.remove();
        this.video.removeAttribute('src');
    }
}
