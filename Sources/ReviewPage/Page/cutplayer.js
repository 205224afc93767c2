import { paceAt, sourceFrame, sourceTime } from './cuttime.js';
import { framesAfter, levelAt, lookAt, OVERLAPS, Picture } from './cutlooks.js';
import { Deck } from './cutdeck.js';
import { SongClock } from './cutclock.js';

const PREROLL = 0.2;
const START_LATENCY = 0.03;

/** Plays the cut from small films: the song is the clock; one is seen, one may lie under it, and the next waits on its first frame. */
export class CutPlayer {
    constructor(model, { onTime, onState }) {
        this.model = model;
        this.onTime = onTime;
        this.onState = onState;
        this.clock = new SongClock('/media/song');
        this.decks = [new Deck(this), new Deck(this), new Deck(this)];
        [this.front, this.under, this.next] = this.decks;
        this.picture = new Picture(this.decks.map((deck) => deck.video));
        this.samples = [];
        this.loop = null;
        this.playing = false;
        this.frame = this.frame.bind(this);
        model.on('cut', () => this.refresh());
        model.on('override', () => this.refresh());
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
        this.picture.size(this.model.cut.width, this.model.cut.height);
        for (const deck of this.decks) deck.follow(this.model);
        this.place(this.playing ? this.clock.now() : this.model.time, true);
    }

    /** Tries the takes again whose proxies have come. */
    proxiesCame(ids) {
        const came = new Set(ids);
        const again = this.decks.filter((deck) => deck.failed && came.has(deck.take));
        for (const deck of again) deck.fetch();
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

    /** What the films have to show at a time. */
    place(time, jumped) {
        const { model } = this;
        const clip = model.clipAt(time);
        if (!clip) {
            for (const deck of this.decks) deck.hide();
            return;
        }
        if (!this.take(clip, time, jumped)) return;
        const frame = Math.floor(time * model.fps + 1e-4);
        const before = model.before(clip);
        const overlaps = before && OVERLAPS.has(clip.transition?.kind) && frame - clip.record.start < framesAfter(clip);
        if (overlaps) this.under.run(before, time, this.speed);
        else this.under.pause();
        this.prepare(clip, time);
        this.look(lookAt(clip, before, model.after(clip), frame), levelAt(model.cut, frame), overlaps);
    }

    /** The film with the clip comes to the front as soon as it has a picture; until then the last one stays. */
    take(clip, time, jumped) {
        const frame = sourceFrame(clip, time);
        if (!this.front.holds(clip)) {
            const held = [this.next, this.under].find((deck) => deck.holds(clip));
            const deck = held ?? this.next;
            if (!held || (jumped && !this.playing)) {
                deck.cue(clip, frame + (this.playing && !clip.reversed ? Math.round(0.1 * this.speed * clip.sr) : 0));
            }
            if (!deck.settled) {
                this.front.pause();
                return false;
            }
            const [under, rest] = [this.front, this.decks.find((other) => other !== this.front && other !== deck)];
            [this.front, this.under, this.next] = [deck, under, rest];
        } else if (jumped && this.playing) {
            this.front.cue(clip, frame);
        }
        if (this.playing) this.front.run(clip, time, this.speed);
        else this.front.cue(clip, frame);
        return true;
    }

    /** A film got its picture. */
    arrived(deck) {
        if (!this.playing && this.model.cut) this.place(this.model.time, false);
        else if (deck === this.front && deck.failed) this.look({}, 1, false);
        this.onPicture?.(this.front);
    }

    /** The clip that comes is loaded, stands on its first frame, and starts a little before it is seen where it has frames for that. */
    prepare(clip, time) {
        const backwards = this.playing && this.clock.rate < 0;
        const next = backwards ? this.model.before(clip) : this.model.after(clip);
        if (!next) {
            this.next.pause();
            return;
        }
        const pace = paceAt(next, next.start);
        const early = next.reversed || backwards ? 0 : Math.min(PREROLL, next.source.start / next.sr / Math.max(0.01, pace));
        const starts = next.start - (early > START_LATENCY ? early : START_LATENCY * this.speed);
        if (this.next.holds(next)) {
            if (this.playing && !backwards && time >= starts) this.next.run(next, time, this.speed);
            return;
        }
        const first = sourceFrame(next, backwards ? next.end - 0.5 / this.model.fps : next.start);
        const cue = () => this.next.cue(next, first - Math.round(early * pace * next.sr));
        clearTimeout(this.idle);
        if (this.playing) cue();
        else this.idle = setTimeout(() => !this.playing && this.front.holds(clip) && this.model.after(clip) === next && cue(), 180);
    }

    look(look, level, overlaps) {
        const seen = overlaps && this.under.ready ? this.under : null;
        for (const deck of this.decks) if (deck !== this.front && deck !== seen) deck.video.style.opacity = 0;
        this.picture.show(look, level, this.front.video, seen?.video);
        if (this.front.failed) this.front.video.style.opacity = 0;
        this.onPicture?.(this.front);
    }

    /** Called for each picture a film shows while it plays. */
    sample(deck, mediaTime, displayed) {
        if (!this.playing || deck !== this.front || deck.clip.reversed || deck.clip !== this.model.clipAt(this.clock.at(displayed))) return;
        const clip = deck.clip;
        const wanted = sourceTime(clip, this.clock.at(displayed)) * clip.sr;
        this.samples.push({ slot: clip.slot, time: this.clock.at(displayed), shown: Math.round(mediaTime * clip.sr), wanted });
        if (this.samples.length > 2000) this.samples.splice(0, 1000);
    }
}
