import { bytes, fill, h, money as dollars, when } from './dom.js';

/** Finished films with one player. */
export class Films {
    constructor() {
        this.video = h('video', { class: 'film-video', controls: true, preload: 'metadata', playsInline: true });
        this.list = h('ul', { class: 'film-list' });
        this.none = h('p', { class: 'build-quiet' }, 'No film is finished yet.');
        this.element = h('section', { class: 'build-films' }, h('h3', {}, 'Finished films'), this.none, this.video, this.list);
    }

    show(films) {
        this.films = films;
        this.none.hidden = films.length > 0;
        this.video.hidden = films.length === 0;
        const current = films.find((film) => film.name === this.name) ?? films[0];
        if (current && (current.name !== this.name || (current.modified !== this.modified && this.video.paused))) this.load(current);
        this.draw();
    }

    load(film) {
        this.name = film.name;
        this.modified = film.modified;
        this.video.setAttribute('aria-label', `Film ${film.name}`);
        this.video.src = `/media/film/${encodeURIComponent(film.name)}?${film.modified}`;
    }

    draw() {
        fill(this.list, this.films.map((film) => h('li', {}, h('button', {
            type: 'button', class: 'film', 'aria-pressed': String(film.name === this.name),
            onClick: () => {
                this.load(film);
                this.draw();
                this.video.play().catch(() => {});
            },
        }, h('b', {}, film.name), h('span', {}, `${bytes(film.bytes)} · ${when(film.modified)}`)))));
    }

    toggle() {
        if (!this.films?.length) return false;
        if (this.video.paused) this.video.play().catch(() => {});
        else this.video.pause();
        return true;
    }

    pause() {
        this.video.pause();
    }
}

/** What the takes cost so far, held against the budget. */
export class Money {
    constructor() {
        this.spent = h('i', { class: 'money-spent' });
        this.reserved = h('i', { class: 'money-reserved' });
        this.bar = h('div', { class: 'money-bar', role: 'img' }, this.spent, this.reserved);
        this.sum = h('p', { class: 'money-sum' });
        this.words = h('p', { class: 'build-quiet' });
        this.element = h('section', { class: 'build-money' }, h('h3', {}, 'Cost'), this.sum, this.bar, this.words);
    }

    show(state) {
        if (!state) return;
        const { spent = 0, reserved = 0, limit } = state;
        const words = (sum) => (sum ? dollars(sum) : '$0');
        this.bar.hidden = !limit;
        fill(this.sum, h('b', {}, words(spent)), limit ? ` of ${words(limit)}` : ' spent');
        this.element.dataset.state = limit && spent + reserved >= limit ? 'full' : limit && spent + reserved > limit * 0.85 ? 'near' : '';
        if (limit) {
            this.spent.style.width = `${Math.min(100, spent / limit * 100)}%`;
            this.reserved.style.width = `${Math.min(100 - Math.min(100, spent / limit * 100), reserved / limit * 100)}%`;
            this.bar.setAttribute('aria-label', `${words(spent)} spent, ${words(reserved)} reserved, of a budget of ${words(limit)}`);
        }
        this.words.textContent = [reserved ? `${words(reserved)} may still be billed for open requests.` : '',
            limit ? (spent + reserved >= limit ? 'The budget is used up: nothing more is asked for.' : '') : 'The project sets no budget.'].filter(Boolean).join(' ');
        this.words.hidden = !this.words.textContent;
    }
}
