import { clock, fill, h, when } from './dom.js';

const KINDS = {
    take: 'take', frames: 'frames', end: 'length', added: 'added', removed: 'removed', moved: 'moved', transition: 'transition',
};

/** What differs from the automatic cut; each row goes there. */
export class ByHand {
    constructor(model, app, acts) {
        this.model = model;
        this.app = app;
        this.acts = acts;
        this.list = h('ol', { class: 'cut-list' });
        this.words = h('p', { class: 'cut-list-words' });
        this.element = h('div', { class: 'cut-page' }, this.words, this.list);
    }

    async show() {
        const { cut } = this.model;
        if (!cut || this.shown === cut.version) return;
        this.words.textContent = 'Comparing…';
        try {
            const { changes } = await this.app.api.get('/api/cut/diff');
            this.shown = cut.version;
            this.fill(changes ?? []);
        } catch (error) {
            this.words.textContent = error.message;
        }
    }

    fill(changes) {
        const { cut } = this.model;
        const kept = cut.boundsByHand ? ' All cuts stay where they are until you plan anew.' : '';
        this.words.textContent = changes.length
            ? `What is different from the cut as the program would make it.${kept}`
            : 'The cut is as the program made it. Nothing was changed by hand.';
        fill(this.list, changes.map((change) => h('li', {}, h('button', {
            type: 'button', class: 'cut-row', onClick: () => this.acts.goTo(change.slot, change.start),
        }, h('span', { class: 'cut-row-time' }, clock(change.start ?? 0)),
        h('span', { class: 'cut-row-words' }, h('b', {}, `slot ${change.slot}`), ` ${change.words.replace(/^slot \d+:? */, '')}`),
        h('span', { class: `cut-row-kind ${change.kind}` }, KINDS[change.kind] ?? change.kind)))));
    }
}

/** The cut as it was kept, newest first; any of them can be used again. */
export class Versions {
    constructor(model, acts) {
        this.model = model;
        this.acts = acts;
        this.list = h('ol', { class: 'cut-list' });
        this.element = h('div', { class: 'cut-page' },
            h('p', { class: 'cut-list-words' }, 'Every change keeps the cut as it was. Using an old version makes a new one of it, so nothing is lost.'), this.list);
    }

    show() {
        const { cut } = this.model;
        if (!cut) return;
        const versions = [...cut.versions].sort((a, b) => b.id - a.id);
        fill(this.list, versions.map((version) => {
            const current = version.id === cut.version;
            const names = version.names ?? [];
            return h('li', { class: 'cut-version', 'aria-current': current ? 'true' : null },
                h('span', { class: 'cut-row-time' }, String(version.id)),
                h('span', { class: 'cut-row-words' }, version.what, names.length ? h('span', { class: 'cut-version-names' }, names.map((name) => h('span', { class: 'chip' }, name))) : null,
                    h('small', {}, `${{ build: 'build', edit: 'by hand', use: 'used again' }[version.kind] ?? version.kind} · ${when(version.time)}`)),
                current ? h('span', { class: 'cut-row-kind' }, 'now')
                    : h('button', {
                        type: 'button', class: 'button small', 'aria-label': `Use version ${version.id}: ${version.what}`, disabled: this.acts.readOnly,
                        onClick: () => this.acts.use(version.id),
                    }, 'Use'));
        }));
    }
}

export class Warnings {
    constructor(model) {
        this.model = model;
        this.element = h('div', { class: 'cut-page' });
    }

    show() {
        fill(this.element, h('p', { class: 'cut-list-words' }, 'What you should know about this cut.'),
            h('ul', { class: 'cut-warnings' }, (this.model.cut?.warnings ?? []).map((words) => h('li', {}, words))));
    }
}
