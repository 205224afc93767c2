import { fraction } from './cuttime.js';

/**
 * The cut as the page sees it: what the server said, what is selected, where the playhead stands, and the edits on their way.
 * Says `cut`, `select`, `time`, `override`, `busy`, `refused`, `changed`.
 */
export class CutModel {
    constructor(app) {
        this.app = app;
        this.cut = null;
        this.missing = null;
        this.selected = null;
        this.time = 0;
        this.override = null;
        this.flashed = new Set();
        this.pending = 0;
        this.queue = Promise.resolve();
        this.listeners = new Map();
    }

    on(name, listener) {
        if (!this.listeners.has(name)) this.listeners.set(name, []);
        this.listeners.get(name).push(listener);
    }

    say(name, value) {
        for (const listener of this.listeners.get(name) ?? []) listener(value);
    }

    async load() {
        try {
            this.take(await this.app.api.get('/api/cut'));
        } catch (error) {
            this.missing = error.message;
            if (!this.cut) this.say('cut');
            if (error.status !== 404) throw error;
        }
    }

    /** A cut from the server takes the place of the one shown. */
    take(cut) {
        this.cut = cut;
        this.missing = null;
        this.fps = fraction(cut.rate);
        cut.clips ??= [];
        cut.slots ??= [];
        for (const key of ['beats', 'downbeats', 'sections', 'warnings', 'versions']) cut[key] ??= [];
        cut.clips.sort((a, b) => a.record.start - b.record.start);
        this.clipOf = new Map(cut.clips.map((clip) => [clip.slot, clip]));
        this.slotOf = new Map(cut.slots.map((slot) => [slot.number, slot]));
        for (const clip of cut.clips) this.prepared(clip);
        if (this.selected && !this.slotOf.has(this.selected)) this.selected = null;
        this.time = Math.min(this.time, cut.seconds);
        const tried = this.override;
        this.override = null;
        this.say('cut');
        if (tried) this.say('override');
    }

    /** A clip with what is reckoned with: rates as numbers, times in seconds. */
    prepared(clip) {
        clip.fps = this.fps;
        clip.sr = fraction(clip.sourceRate ?? this.cut.rate);
        clip.pace = fraction(clip.speed ?? '1');
        clip.start = clip.record.start / this.fps;
        clip.end = (clip.record.start + clip.record.count) / this.fps;
        return clip;
    }

    /** Whether the small film and the picture of a take can be fetched. */
    hasFilm(take) {
        return this.app.takes?.byId.get(take)?.proxy === true;
    }

    /** The clip that is seen at a time, with what is being tried out in its place. */
    clipAt(time) {
        const index = this.indexAt(time);
        return index < 0 ? null : this.shown(this.cut.clips[index]);
    }

    indexAt(time) {
        const clips = this.cut?.clips ?? [];
        const frame = Math.floor(time * this.fps + 1e-4);
        let low = 0;
        let high = clips.length - 1;
        while (low <= high) {
            const middle = (low + high) >> 1;
            const { start, count } = clips[middle].record;
            if (frame < start) high = middle - 1;
            else if (frame >= start + count) low = middle + 1;
            else return middle;
        }
        return -1;
    }

    after(clip) {
        const index = this.cut.clips.findIndex((other) => other.slot === clip.slot);
        return index < 0 || index + 1 >= this.cut.clips.length ? null : this.shown(this.cut.clips[index + 1]);
    }

    before(clip) {
        const index = this.cut.clips.findIndex((other) => other.slot === clip.slot);
        return index < 1 ? null : this.shown(this.cut.clips[index - 1]);
    }

    shown(clip) {
        return this.override?.slot === clip.slot ? this.override : clip;
    }

    /** Shows other frames or another take in a slot without deciding anything. */
    tryOut(changes) {
        const clip = changes && this.clipOf.get(changes.slot);
        this.override = clip ? { ...clip, ...changes, tried: true } : null;
        this.say('override');
    }

    select(slot) {
        if (slot === this.selected) return;
        this.selected = slot;
        if (this.override) this.tryOut(null);
        this.say('select');
    }

    setTime(time) {
        this.time = Math.max(0, Math.min(time, this.cut?.seconds ?? 0));
        this.say('time');
    }

    nearestBeat(time) {
        const beats = this.cut.beats;
        if (!beats.length) return time;
        let low = 0;
        let high = beats.length - 1;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (beats[middle] < time) low = middle + 1;
            else high = middle;
        }
        return low > 0 && time - beats[low - 1] < beats[low] - time ? beats[low - 1] : beats[low];
    }

    /**
     * Sends one change of the cut; changes follow each other in the order they were made.
     * @param where 'timeline' or 'panel': where a refusal is said
     */
    edit(body, where = 'timeline') {
        const slot = body.slot ?? body.slots?.[0] ?? this.selected;
        if (this.app.readOnly) {
            this.say('refused', { words: 'This page only shows: the server was started read-only.', where, slot });
            return Promise.resolve(false);
        }
        this.pending += 1;
        this.say('busy');
        const sent = this.queue.then(() => this.send(body, where, slot));
        this.queue = sent.catch(() => {});
        return sent.finally(() => {
            this.pending -= 1;
            this.say('busy');
        });
    }

    async send(body, where, slot) {
        try {
            const answer = await this.app.api.post('/api/cut', { seen: this.cut?.version, ...body });
            const changes = answer.changes ?? [];
            const before = this.clipOf?.get(this.selected);
            this.flashed = new Set(changes.map((change) => change.slot));
            if (['undo', 'density', 'replan', 'use'].includes(body.edit)) this.follow(before, answer.cut);
            if (answer.cut) this.take(answer.cut);
            else await this.load();
            this.say('changed', { what: answer.what, changes, body });
            return true;
        } catch (error) {
            this.tryOut(null);
            if (error.status === 409) {
                await this.load().catch(() => {});
                this.app.notify(
                    'Somebody else changed the cut meanwhile. It is shown as it is now; your change was not made.', { kind: 'warn' });
            } else if (error.status === 422 || error.status === 403) {
                this.say('refused', { words: error.message, where, slot });
            } else {
                this.app.notify(`The change was not made: ${error.message}`, { kind: 'error' });
            }
            return false;
        }
    }

    /** Slots may be renumbered: the selection stays on the clip that begins where it began. */
    follow(before, cut) {
        if (!before || !cut || !this.selected) return;
        const same = cut.clips.find((clip) => clip.record.start === before.record.start)
            ?? cut.clips.find((clip) => before.record.start < clip.record.start + clip.record.count);
        if (same) this.selected = same.slot;
    }
}
