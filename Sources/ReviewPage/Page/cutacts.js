import { clock } from './dom.js';
import { framesAfter } from './cutlooks.js';
import { clipName, signed } from './cuttime.js';

/** What people do to the cut, each as one change the server is asked for. */
export class CutActs {
    constructor(model, app, parts) {
        this.model = model;
        this.app = app;
        this.parts = parts;
        this.slipped = 0;
        this.exchanging = null;
    }

    get readOnly() {
        return this.app.readOnly;
    }

    get clip() {
        const { model } = this;
        return model.clipOf?.get(model.selected ?? model.clipAt(model.time)?.slot) ?? null;
    }

    /** The selected clip; what stands at the playhead is selected when nothing is. */
    need() {
        const { clip } = this;
        if (clip && this.model.selected !== clip.slot) this.model.select(clip.slot);
        return clip;
    }

    edit(body, where) {
        this.parts.timeline.calm();
        this.parts.panel.calm();
        return this.model.edit(body, where);
    }

    replace() {
        if (this.need()) this.parts.panel.focusCandidates();
    }

    lock() {
        const clip = this.need();
        if (!clip) return;
        const { locked } = clip;
        if (!this.readOnly) this.mark(clip, !locked);
        this.edit({ edit: locked ? 'unlock' : 'lock', slots: [clip.slot] }).then((done) => done || this.mark(clip, locked));
    }

    /** Shows a lock before the server has it. */
    mark(clip, locked) {
        if (this.model.clipOf.get(clip.slot) !== clip) return;
        clip.locked = locked;
        this.model.say('marked', clip.slot);
        this.parts.panel.draw();
    }

    unpin() {
        const clip = this.need();
        if (clip) this.edit({ edit: clip.locked || clip.pinned ? 'unlock' : 'lock', slots: [clip.slot] });
    }

    exchange() {
        const clip = this.need();
        if (!clip || this.readOnly) return;
        this.exchanging = clip.slot;
        this.parts.timeline.element.classList.add('exchanging');
        this.parts.hint(`Click the slot that slot ${clip.slot} changes places with, or go there with ← → and press Enter. Esc leaves it.`);
    }

    endExchange() {
        if (this.exchanging === null) return false;
        this.exchanging = null;
        this.parts.timeline.element.classList.remove('exchanging');
        this.parts.hint('');
        return true;
    }

    exchangeWith(slot) {
        const first = this.exchanging;
        this.endExchange();
        if (slot && slot !== first) this.edit({ edit: 'exchange', slot: first, with: slot });
    }

    /** At the beat nearest to the playhead that lies in the clip; where the playhead is elsewhere the server finds the middle. */
    split() {
        const clip = this.need();
        if (!clip) return;
        const { model } = this;
        const inside = model.time > clip.start && model.time < clip.end;
        const beats = model.cut.beats.filter((beat) => beat > clip.start + 0.09 && beat < clip.end - 0.09);
        const nearest = beats.reduce((best, beat) => (Math.abs(beat - model.time) < Math.abs(best - model.time) ? beat : best), beats[0]);
        const at = inside ? nearest ?? model.time : undefined;
        this.edit(at === undefined ? { edit: 'split', slot: clip.slot } : { edit: 'split', slot: clip.slot, at });
    }

    join() {
        const clip = this.need();
        if (clip) this.edit({ edit: 'join', slot: clip.slot });
    }

    moveBy(beats) {
        const clip = this.need();
        if (clip) this.edit({ edit: 'move', slot: clip.slot, beats });
    }

    moveTo(slot, to) {
        return this.edit({ edit: 'move', slot, to });
    }

    /** Shows the clip with other frames of its take. */
    trySlip(by) {
        const { model } = this;
        const clip = model.clipOf.get(model.selected);
        if (!clip) return;
        const clear = clip.start + Math.min(framesAfter(clip) / model.fps, (clip.end - clip.start) / 2);
        if (model.time < clear || model.time >= clip.end) this.parts.monitor.player.seek(clear);
        model.tryOut(by ? { slot: clip.slot, source: { ...clip.source, start: clip.source.start + by } } : null);
    }

    slip(by) {
        this.slipped = 0;
        clearTimeout(this.slipTimer);
        const { selected } = this.model;
        return this.edit({ edit: 'slip', slot: selected, frames: by }, 'panel').then((done) => {
            if (!done) this.parts.panel.draw();
        });
    }

    /** Presses of the key are gathered into one change. */
    slipKey(by) {
        const clip = this.need();
        if (!clip || this.readOnly) return;
        const { strip } = this.parts.panel;
        if (this.parts.panel.page !== 'clip') this.parts.panel.open('clip');
        const wanted = strip.clamp(this.slipped + by);
        if (wanted === this.slipped) {
            this.parts.say(`${clipName(clip)} has no more frames in this direction`);
            return;
        }
        this.slipped = wanted;
        strip.place(wanted);
        this.trySlip(wanted);
        this.parts.say(`${signed(wanted)} frames`);
        clearTimeout(this.slipTimer);
        this.slipTimer = setTimeout(() => this.slipped && this.slip(this.slipped), 450);
    }

    /** What was slipped by key but not sent is sent before anything else happens to the clip. */
    settle() {
        if (!this.slipped) return;
        this.slip(this.slipped);
    }

    /** Plays another take in the clip's place, with the frames it would show there, without changing anything. */
    async tryTake(take) {
        const { model, app } = this;
        const slot = model.selected;
        if (!model.clipOf.has(slot)) return;
        this.trying = take;
        if (!model.hasFilm(take.id)) app.api.post('/api/want', { takes: [take.id] }).catch(() => {});
        try {
            const { clip } = await app.api.get(`/api/cut/trial/${slot}/${take.id}`);
            if (this.trying !== take || model.selected !== slot) return;
            model.tryOut({ ...model.prepared(clip), candidate: true });
            this.parts.monitor.loopSlot(slot);
        } catch (error) {
            if (this.trying !== take) return;
            this.parts.panel.candidates.clear();
            this.parts.panel.refuse(error.message);
        }
    }

    endTry() {
        this.trying = null;
        if (!this.model.override) return false;
        this.parts.monitor.endLoop();
        this.model.tryOut(null);
        return true;
    }

    async swap(take) {
        const { selected } = this.model;
        const { player } = this.parts.monitor;
        const again = player.loop;
        const done = await this.edit({ edit: 'swap', slot: selected, take: take.id }, 'panel');
        if (again) this.parts.monitor.endLoop();
        if (done) {
            const clip = this.model.clipOf.get(this.model.selected);
            if (clip) player.seek(clip.start);
            document.activeElement?.closest?.('.cand-list') && document.activeElement.blur();
        }
        this.parts.panel.draw();
    }

    density(section, factor, name) {
        this.edit({ edit: 'density', section: section.label, start: section.start, end: section.end, factor }).then((done) => {
            if (done) this.parts.hint(`${factor > 1 ? 'More' : 'Fewer'} cuts in ${name}. Z takes it back.`, 4000);
        });
    }

    undo() {
        if (this.slipped) {
            this.slipped = 0;
            clearTimeout(this.slipTimer);
            this.model.tryOut(null);
            this.parts.panel.draw();
            return;
        }
        if (this.model.cut && !this.model.cut.undoable) this.parts.hint('There is nothing to take back.', 2500);
        else this.edit({ edit: 'undo' });
    }

    async replan() {
        const locked = this.model.cut.clips.filter((clip) => clip.locked).length;
        const yes = await this.app.confirm({
            title: 'Plan the cut anew?',
            text: `${locked ? `${locked} locked ${locked === 1 ? 'clip stays' : 'clips stay'} as they are.` : 'No clip is locked, so all may change.'
            } Swapped takes and moved cuts that are not locked are planned anew. Z takes it back.`,
            yes: 'Plan anew',
        });
        if (yes) this.edit({ edit: 'replan' });
    }

    use(version) {
        this.edit({ edit: 'use', version });
    }

    goTo(slot, start) {
        const { model } = this;
        const at = model.slotOf.get(slot) ?? model.cut.slots.find((other) => start >= other.start - 0.01 && start < other.end - 0.01);
        if (!at) return;
        model.select(at.number);
        this.parts.monitor.player.seek(at.start);
        this.parts.timeline.reveal(at.start, at.end);
        this.parts.say(`slot ${at.number}, ${clock(at.start)}`);
    }
}
