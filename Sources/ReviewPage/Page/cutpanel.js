import { clock, fill, h, icon } from './dom.js';
import { shape } from './cuticons.js';
import { clipName } from './cuttime.js';
import { SourceStrip } from './cutstrip.js';
import { Candidates } from './cutcandidates.js';
import { ByHand, Versions, Warnings } from './cutlists.js';

/** Beside the monitor: the selected clip, what was changed by hand, the versions, the warnings. */
export class CutPanel {
    constructor(model, app, acts) {
        this.model = model;
        this.app = app;
        this.acts = acts;
        this.strip = new SourceStrip({ try: (by) => acts.trySlip(by), commit: (by) => acts.slip(by) });
        this.candidates = new Candidates(app, {
            try: (take) => acts.tryTake(take), take: (take) => acts.swap(take), back: () => acts.endTry(),
        });
        this.refusal = h('p', { class: 'cut-refusal', role: 'status', hidden: true });
        this.top = h('header', { class: 'cut-clip-head' });
        this.buttons = h('div', { class: 'cut-edits', role: 'toolbar', 'aria-label': 'Change this clip' });
        this.why = h('div', { class: 'cut-why' });
        this.clipPage = h('div', { class: 'cut-page clip' }, this.top, this.refusal, this.buttons,
            h('section', {}, h('h3', { class: 'cut-h' }, 'Frames of the take ', h('kbd', {}, 'Alt ←→')), this.strip.element), this.why, this.candidates.element);
        this.blank = h('div', { class: 'cut-page blank' },
            h('p', {}, 'Click a clip in the timeline, or go to it with ', h('kbd', {}, '←'), ' ', h('kbd', {}, '→'), ', to see why it stands there and to change it.'));
        this.pages = { clip: null, hand: new ByHand(model, app, acts), versions: new Versions(model, acts), warnings: new Warnings(model) };
        this.tabs = h('div', { class: 'cut-tabs', role: 'tablist', 'aria-label': 'Panel' });
        this.body = h('div', { class: 'cut-panel-body', role: 'tabpanel', id: 'cut-panel-body' });
        this.element = h('aside', { class: 'cut-panel', 'aria-label': 'Clip and cut' }, this.tabs, this.body);
        this.page = 'clip';
        this.drawTabs();
        model.on('cut', () => this.changed());
        model.on('select', () => this.selected());
        model.on('busy', () => this.element.classList.toggle('busy', model.pending > 0));
        model.on('refused', ({ words, where }) => where === 'panel' && this.refuse(words));
    }

    drawTabs() {
        const { cut } = this.model;
        const tab = (name, words, count) => h('button', {
            type: 'button', role: 'tab', class: 'cut-tab', 'aria-selected': String(this.page === name), 'aria-controls': 'cut-panel-body', id: `cut-tab-${name}`,
            tabindex: this.page === name ? '0' : '-1', onClick: () => this.open(name), 'data-page': name,
        }, words, count ? h('span', { class: 'cut-tab-count' }, String(count)) : null);
        this.body?.setAttribute('aria-labelledby', `cut-tab-${this.page}`);
        const focused = this.tabs.contains(document.activeElement);
        fill(this.tabs, tab('clip', 'Clip'), tab('hand', 'Changed by hand', cut?.pins), tab('versions', 'Versions'),
            cut?.warnings.length || this.page === 'warnings' ? tab('warnings', 'Warnings', cut?.warnings.length) : null);
        if (focused) this.tabs.querySelector('[aria-selected="true"]')?.focus();
    }

    /** Arrow keys between the tabs. */
    tabKey(event) {
        const tabs = [...this.tabs.children];
        const at = tabs.indexOf(document.activeElement);
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (at < 0 || !step) return false;
        this.open(tabs[(at + step + tabs.length) % tabs.length].dataset.page);
        return true;
    }

    open(page) {
        if (this.page !== 'clip' || page !== 'clip') this.acts.endTry();
        this.page = page;
        this.drawTabs();
        this.draw();
        this.body.scrollTop = 0;
    }

    changed() {
        this.candidates.forget();
        this.drawTabs();
        this.draw();
    }

    selected() {
        this.calm();
        if (this.page !== 'clip' && this.model.selected) {
            if (this.page === 'hand') return;
            this.page = 'clip';
            this.drawTabs();
        }
        this.draw();
        this.body.scrollTop = 0;
    }

    draw() {
        if (this.page !== 'clip') {
            this.body.replaceChildren(this.pages[this.page].element);
            this.pages[this.page].show();
            return;
        }
        const clip = this.model.clipOf?.get(this.model.selected);
        if (!clip) {
            this.body.replaceChildren(this.blank);
            return;
        }
        const wasThere = this.clipPage.isConnected;
        if (!wasThere) this.body.replaceChildren(this.clipPage);
        this.drawClip(clip);
    }

    drawClip(clip) {
        const { model, app } = this;
        const slot = model.slotOf.get(clip.slot);
        const take = app.takes?.byId?.get(clip.take);
        const facts = [clip.speed && clip.speed !== '1' ? `at ${Math.round(clip.pace * 100)} % speed` : '', clip.ramp ? 'its speed changes inside' : '', clip.reversed ? 'reversed' : '',
            clip.transition ? `${clip.transition.kind.replace('_', ' to ')} of ${clip.transition.frames} frames into it` : ''].filter(Boolean);
        const state = clip.locked ? h('span', { class: 'cut-state locked' }, icon('lock'), 'locked')
            : clip.pinned ? h('button', {
                type: 'button', class: 'cut-state', disabled: app.readOnly, title: 'Forget that this was set by hand', onClick: () => this.acts.unpin(),
            }, icon('pin'), 'set by hand', icon('close')) : null;
        fill(this.top,
            h('div', { class: 'cut-clip-name' }, h('a', { href: `#cull/${clip.take}`, class: 'cut-take', title: 'Look at this take in Cull' }, clipName(clip)), state),
            h('p', { class: 'cut-clip-facts' }, h('b', {}, `slot ${clip.slot}`), ` of ${model.cut.slots.length} · ${clock(clip.start)} to ${clock(clip.end)}`,
                slot?.bar ? ` · bar ${slot.bar}${slot.beat ? ` beat ${slot.beat}` : ''}` : '', slot?.section ? ` · ${slot.section}` : ''),
            facts.length ? h('p', { class: 'cut-clip-facts' }, facts.join(' · ')) : null);
        this.drawButtons(clip);
        this.strip.show(clip, take, app.readOnly);
        const reasons = [clip.why && ['Why this take', clip.why], slot?.reason && ['Why the cut is here', slot.reason]].filter(Boolean);
        fill(this.why, h('dl', {}, reasons.map(([name, words]) => [h('dt', {}, name), h('dd', {}, words)])));
        if (this.candidates.slot !== clip.slot || !this.candidates.known.has(clip.slot)) this.later(clip.slot);
    }

    drawButtons(clip) {
        const { acts, model, app } = this;
        const last = model.cut.slots.at(-1)?.number;
        const button = (name, key, symbol, action, off) => h('button', {
            type: 'button', class: 'cut-edit', title: `${name} (${key})`, 'aria-keyshortcuts': key === '↵' ? 'Enter' : key, disabled: app.readOnly || off,
            onClick: action,
        }, symbol, h('span', {}, name), h('kbd', { 'aria-hidden': 'true' }, key));
        const held = document.activeElement?.closest?.('.cut-edits') ? [...this.buttons.children].indexOf(document.activeElement) : -1;
        fill(this.buttons,
            button('Replace', 'R', shape('replace'), () => acts.replace(), clip.locked),
            clip.locked
                ? button('Unlock', '↵', shape('unlock'), () => acts.lock())
                : button('Lock', '↵', icon('lock'), () => acts.lock()),
            button('Exchange', 'E', shape('exchange'), () => acts.exchange(), clip.locked),
            button('Split', 'S', shape('split'), () => acts.split(), clip.locked),
            button('Join next', '⇧J', shape('join'), () => acts.join(), clip.slot === last),
            button('Earlier', '[', shape('earlier'), () => acts.moveBy(-1), clip.slot === 1),
            button('Later', ']', shape('later'), () => acts.moveBy(1), clip.slot === 1));
        if (held >= 0) this.buttons.children[held]?.focus();
    }

    /** Arrow keys run through many clips: their candidates are asked for when one stays. */
    later(slot) {
        clearTimeout(this.timer);
        if (this.candidates.slot !== slot) {
            this.candidates.takes = null;
            this.candidates.slot = null;
            this.candidates.list.replaceChildren();
            this.candidates.words.textContent = '';
        }
        if (this.candidates.known.has(slot) || this.candidates.wanted) this.candidates.show(slot);
        else this.timer = setTimeout(() => this.model.selected === slot && this.candidates.show(slot), 140);
    }

    focusCandidates() {
        if (this.page !== 'clip') this.open('clip');
        this.candidates.wanted = true;
        clearTimeout(this.timer);
        if (this.candidates.slot === this.model.selected && this.candidates.takes) this.candidates.focus();
        else this.candidates.show(this.model.selected);
    }

    proxiesCame(ids) {
        this.candidates.proxiesCame(ids);
        const clip = this.model.clipOf?.get(this.model.selected);
        if (!clip || !ids.includes(clip.take)) return;
        this.strip.shows = null;
        this.strip.show(clip, this.app.takes?.byId?.get(clip.take), this.app.readOnly);
    }

    refuse(words) {
        this.refusal.textContent = words;
        this.refusal.hidden = false;
        this.body.scrollTop = 0;
    }

    calm() {
        this.refusal.hidden = true;
    }
}
