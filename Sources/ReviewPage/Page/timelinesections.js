import { h, plural } from './dom.js';

/** The sections of the song with their energy, each with the two buttons that change how often the picture changes in it. */
export class SectionRow {
    constructor(model, timeline) {
        this.model = model;
        this.timeline = timeline;
        this.element = h('div', { class: 'tl-sections' });
        this.boxes = [];
    }

    changed() {
        this.boxes = this.model.cut.sections.map((section) => ({ section, box: this.build(section) }));
        this.element.replaceChildren(...this.boxes.map(({ box }) => box));
    }

    build(section) {
        const name = section.role ? `${section.role} ${section.label}` : section.label;
        const cuts = this.model.cut.slots.filter((slot) => slot.start >= section.start - 1e-3 && slot.start < section.end - 1e-3).length;
        const button = (words, sign, factor) => h('button', {
            class: 'tl-density', type: 'button', title: `${words} in ${name}`, 'aria-label': `${words} in ${name}`,
            disabled: this.timeline.actions.readOnly,
            onClick: () => this.timeline.actions.density(section, factor, name),
        }, h('span', { class: 'sign', 'aria-hidden': 'true' }, sign), h('span', { class: 'words' }, words));
        const meter = h('i', { class: 'tl-meter' });
        meter.style.height = `${Math.round(section.energy * 100)}%`;
        return h('div', { class: 'tl-section', role: 'group', 'aria-label': `Section ${name}, energy ${Math.round(section.energy * 100)} percent, ${plural(cuts, 'cut')}` },
            h('div', { class: 'tl-section-in' },
                h('span', { class: 'tl-energy', title: `energy ${Math.round(section.energy * 100)} %` }, meter),
                h('span', { class: 'tl-section-name' }, h('b', {}, section.label), section.role ? ` ${section.role}` : ''),
                h('span', { class: 'tl-cuts' }, button('fewer cuts', '−', 0.5), h('span', { class: 'tl-count' }, String(cuts), h('span', { class: 'tl-count-word' }, cuts === 1 ? ' cut' : ' cuts')), button('more cuts', '+', 2))));
    }

    layout() {
        for (const { section, box } of this.boxes) {
            const width = Math.max(1, this.timeline.x(section.end - section.start) - 1);
            box.style.left = `${this.timeline.x(section.start)}px`;
            box.style.width = `${width}px`;
            box.dataset.size = width < 54 ? 'tiny' : width < 130 ? 'small' : width < 176 ? 'fair' : width < 290 ? 'wide' : 'words';
        }
    }
}
