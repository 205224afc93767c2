import { sourceFrame, sourceTime } from './cuttime.js';
import { Deck } from './cutdeck.js';
import { SongClock } from './cutclock.js';

const OVERLAPS = new Set(['dissolve', 'wipe', 'push']);
const PREROLL = 0.2;
const START_LATENCY = 0.03;

/** Plays the cut from proxies: the song is the clock, two films take turns, the next one waits on its first frame. */
export class CutPlayer {
    constructor(model, { onTime, onState }) {
        this.model = model;
        this.onTime = onTime;
        this.onState = onState;
        this.clock = new SongClock('/media/song');
        this.decks = [new Deck(this), new Deck(this)];
        [this.front, this.back] = this.decks;
        this.veil = document.createElement('div');
        this.veil.className = 'cut-veil';
        this.samples = [];
        this.loop = null;
        this.playing = false;
        this.frame = this.frame.bind(this);
        model.on('cut', () => this.refresh());
        model.on('override', () => this.refresh());
    }

    get elements() {
        return [...this.decks.map((deck) => deck.video), this.veil];
    }

    get speed() {
        return this.playing ? this.clock.rate : 0;
    }

    play(rate = 1) {
        if (!this.model.cut) return;
        if (rate > 0 && this.model.time >= this.model.cut.seconds - 0.5 / this.model.fps) this.model.setTime(this.loop?.start ?? 0);
        this.playing = true;
        this.clock.start(this.model.time, rate);
        this.onState();
        cancelAnimationFrame(this.ticket);
        this.ticket = requestAnimationFrame(this.frame);
    }

    pause() {
        if (!this.playing) return;
        const time = this.clock.now();
        this.playing = false;
        this.clock.stop();
        cancelAnimationFrame(this.ticket);
        for (const deck of this.decks) deck.pause();
        this.onState();
        const fps = this.model.fps;
        this.seek(Math.floor(time * fps + 1e-4) / fps);
    }

    toggle() {
        if (this.playing) this.pause();
        else this.play();
    }

    /** J and L: once plays, again doubles up to eight times. */
    shuttle(direction) {
        const now = this.speed;
        const next = Math.sign(now) === direction ? Math.min(8, Math.abs(now) * 2) : 1;
        this.play(direction * next);
    }

    step(frames) {
        this.pause();
        const fps = this.model.fps;
        this.seek((Math.round(this.model.time * fps) + frames) / fps);
    }

    seek(time) {
        const end = this.model.cut?.seconds ?? 0;
        const last = Math.max(0, end - 0.5 / (this.model.fps || 24));
        const at = Math.max(0, Math.min(time, last));
        this.model.setTime(at);
        if (this.playing) this.clock.start(at, this.clock.rate);
        this.place(at, true);
    }

    refresh() {
        if (!this.model.cut) return;
        for (const deck of this.decks) deck.follow(this.model);
        this.place(this.playing ? this.clock.now() : this.model.time, true);
    }

    /** Tries the takes again whose proxies have come. */
    proxiesCame(ids) {
        const came = new Set(ids);
        const again = this.decks.filter((deck) => deck.failed && came.has(deck.take));
        for (const deck of again) deck.reload();
        if (again.length) this.refresh();
    }

    frame() {
        if (!this.playing) return;
        let time = this.clock.now();
        const end = this.loop?.end ?? this.model.cut.seconds;
        const stopsAt = this.clock.rate < 0 ? (this.loop?.start ?? 0) : end;
        if (this.clock.rate < 0 ? time <= stopsAt : time >= stopsAt) {
            if (!this.loop) {
                this.model.setTime(stopsAt);
                this.pause();
                return;
            }
            time = this.loop.start;
            this.clock.start(time, this.clock.rate);
        }
        this.model.time = time;
        this.place(time, false);
        this.onTime();
        this.ticket = requestAnimationFrame(this.frame);
    }

    /** What the two films have to show at a time. */
    place(time, jumped) {
        const { model } = this;
        const clip = model.clipAt(time);
        if (!clip) {
            for (const deck of this.decks) deck.hide();
            return;
        }
        if (!this.take(clip, time, jumped)) return;
        const overlap = clip.transition && OVERLAPS.has(clip.transition.kind) ? clip.transition.frames / model.fps : 0;
        const into = time - clip.start;
        const before = into < overlap ? model.before(clip) : null;
        if (before) {
            this.back.run(before, time, this.speed);
            this.look(Math.min(1, (into + 1 / model.fps) / overlap));
        } else {
            this.look(1);
            this.prepare(clip, time);
        }
        this.dip(clip, time);
    }

    /** The film with the clip comes to the front as soon as it has a picture; until then the last one stays. */
    take(clip, time, jumped) {
        const frame = sourceFrame(clip, time, this.model.fps);
        if (!this.front.holds(clip)) {
            if (!this.back.holds(clip) || (jumped && !this.playing)) {
                this.back.cue(clip, frame + (this.playing && !clip.reversed ? Math.round(0.1 * this.speed * clip.sr) : 0));
            }
            if (!this.back.settled) {
                this.front.pause();
                return false;
            }
            this.swap();
        } else if (jumped && this.playing) {
            this.front.cue(clip, frame);
        }
        if (this.playing) this.front.run(clip, time, this.speed);
        else this.front.cue(clip, frame);
        return true;
    }

    /** A film got its picture. */
    arrived(deck) {
        if (!this.playing && this.model.cut && (deck === this.back || this.front.video.style.opacity === '0')) this.place(this.model.time, false);
        this.onPicture?.(this.front);
    }

    swap() {
        [this.front, this.back] = [this.back, this.front];
    }

    /** The next clip is loaded, stands on its first frame, and starts a little before it is seen where it has frames for that. */
    prepare(clip, time) {
        const next = this.clock.rate < 0 && this.playing ? null : this.model.after(clip);
        if (!next) {
            this.back.pause();
            return;
        }
        const early = next.reversed ? 0 : Math.min(PREROLL, next.source.start / next.sr / next.pace);
        const starts = next.start - (early > START_LATENCY ? early : START_LATENCY * this.speed);
        if (this.playing && time >= starts && this.back.holds(next)) this.back.run(next, time, this.speed);
        else if (!this.back.holds(next)) {
            const cue = () => this.back.cue(next, sourceFrame(next, next.start, this.model.fps) - Math.round(early * next.pace * next.sr));
            clearTimeout(this.idle);
            if (this.playing) cue();
            else this.idle = setTimeout(() => !this.playing && this.front.holds(clip) && this.model.after(clip) === next && cue(), 180);
        }
    }

    look(opacity) {
        const front = this.front.video.style;
        const back = this.back.video.style;
        front.zIndex = 2;
        back.zIndex = 1;
        front.opacity = this.front.failed ? 0 : opacity;
        back.opacity = this.front.failed ? 0 : 1;
        this.onPicture?.(this.front);
    }

    dip(clip, time) {
        const next = this.model.after(clip);
        const into = this.dipOf(clip, time);
        const out = next ? this.dipOf(next, time) : null;
        const dip = into ?? out;
        this.veil.style.opacity = dip ? dip.share : 0;
        if (dip) this.veil.classList.toggle('white', dip.white);
    }

    dipOf(clip, time) {
        const kind = clip.transition?.kind;
        if (kind !== 'dip_black' && kind !== 'dip_white' && kind !== 'flash') return null;
        const frames = clip.transition.frames / this.model.fps;
        const before = kind === 'flash' ? 0 : frames / 2;
        const after = frames - before;
        const at = time - clip.start;
        if (at < -before || at >= after) return null;
        return { share: at < 0 ? 1 + at / before : 1 - at / after, white: kind !== 'dip_black' };
    }

    /** Called for each picture a film shows while it plays. */
    sample(deck, mediaTime, displayed) {
        if (!this.playing || deck !== this.front || deck.clip !== this.model.clipAt(this.clock.at(displayed))) return;
        const clip = deck.clip;
        const wanted = sourceTime(clip, this.clock.at(displayed)) * clip.sr;
        this.samples.push({ slot: clip.slot, time: this.clock.at(displayed), shown: Math.round(mediaTime * clip.sr), wanted });
        if (this.samples.length > 2000) this.samples.splice(0, 1000);
    }
}
