import { paceAt, sourceFrame, sourceTime, stands } from './cuttime.js';

const hasFrames = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;

const FITS = { contain: 'contain', blur: 'contain', stretch: 'fill' };

/** One of the films of the monitor. */
export class Deck {
    constructor(player) {
        this.player = player;
        this.clip = null;
        this.take = null;
        this.failed = false;
        this.target = null;
        this.sought = 0;
        const video = document.createElement('video');
        video.muted = true;
        video.playsInline = true;
        video.preload = 'auto';
        video.disableRemotePlayback = true;
        video.tabIndex = -1;
        video.setAttribute('aria-hidden', 'true');
        video.addEventListener('loadedmetadata', () => this.toTarget());
        video.addEventListener('seeked', () => this.picture());
        video.addEventListener('loadeddata', () => this.picture());
        video.addEventListener('error', () => {
            if (!this.take) return;
            this.failed = true;
            this.target = null;
            this.player.arrived(this);
        });
        this.video = video;
        if (hasFrames) video.requestVideoFrameCallback((now, data) => this.shown(now, data));
    }

    get ready() {
        return !this.failed && this.video.readyState >= 2;
    }

    /** There is a picture, or there will be none. */
    get settled() {
        return this.failed || (this.ready && !this.video.seeking && this.target === null);
    }

    holds(clip) {
        return this.clip === clip;
    }

    /** Another version of the cut: what it plays it goes on with where the cut has it unchanged. */
    follow(model) {
        const old = this.clip;
        const same = old && model.cut.clips.map((clip) => model.shown(clip)).find((clip) => clip.take === old.take
            && clip.start === old.start && clip.source.start === old.source.start && clip.speed === old.speed
            && clip.reversed === old.reversed && JSON.stringify(clip.ramp) === JSON.stringify(old.ramp));
        this.clip = same ?? null;
    }

    hide() {
        this.pause();
        this.clip = null;
        this.video.style.opacity = 0;
    }

    load(take) {
        if (this.take === take) return;
        this.take = take;
        this.fetch();
    }

    /** A film that is not made yet is not asked for; it is told of when it comes. */
    fetch() {
        this.failed = !this.player.model.hasFilm(this.take);
        if (!this.failed) {
            this.video.src = `/media/proxy/${this.take}`;
            return;
        }
        this.target = null;
        this.video.removeAttribute('src');
        this.video.load();
        queueMicrotask(() => this.failed && this.player.arrived(this));
    }

    /** Stands on a frame of the clip's take. */
    cue(clip, frame) {
        this.hold(clip);
        this.pause();
        this.seek((Math.max(0, frame) + 0.5) / clip.sr);
    }

    hold(clip) {
        this.clip = clip;
        this.load(clip.take);
        this.video.style.objectFit = FITS[clip.fit] ?? 'cover';
    }

    picture() {
        this.toTarget();
        if (this.settled) this.player.arrived(this);
    }

    seek(seconds) {
        if (this.failed) return;
        this.target = seconds;
        this.toTarget();
    }

    toTarget() {
        const { video, target } = this;
        if (target === null || video.seeking || video.readyState < 1) return;
        this.target = null;
        const at = Math.min(target, Math.max(0, video.duration - 0.001));
        if (Math.abs(video.currentTime - at) < 0.004) return;
        this.sought = performance.now();
        video.currentTime = at;
    }

    pause() {
        if (!this.video.paused) this.video.pause();
    }

    /** Plays along with the film's clock; what runs backwards, stands or creeps is sought picture by picture. */
    run(clip, time, speed) {
        const same = this.clip === clip;
        this.hold(clip);
        if (this.failed) return;
        const pace = paceAt(clip, time) * speed;
        if (clip.reversed || pace > 8 || pace < 0.0625 || stands(clip, time)) {
            this.pause();
            this.seek((sourceFrame(clip, time) + 0.5) / clip.sr);
            return;
        }
        const { video } = this;
        this.pace = pace;
        if (video.paused && this.target === null && !video.ended) {
            if (!same) this.seek(Math.max(0, sourceTime(clip, time)));
            video.playbackRate = this.pace;
            video.play().catch(() => {});
        }
        if (!hasFrames) this.correct(video.currentTime, time);
    }

    shown(now, data) {
        const { player } = this;
        if (this.clip && player.playing) {
            player.sample(this, data.mediaTime, data.expectedDisplayTime);
            this.correct(data.mediaTime + 0.5 / this.clip.sr, player.clock.at(data.expectedDisplayTime));
        }
        this.video.requestVideoFrameCallback((then, next) => this.shown(then, next));
    }

    /** Small differences from the song are caught up by the film's speed, large ones by a jump. */
    correct(seconds, time) {
        const { video, clip } = this;
        if (video.paused || video.seeking || clip.reversed) return;
        const wanted = sourceTime(clip, time);
        if (wanted < 0) return;
        const off = seconds - wanted;
        const frames = Math.abs(off) * clip.sr;
        if (frames > 4 && performance.now() - this.sought > 400) {
            this.seek(wanted + 0.05 * this.pace);
            return;
        }
        const nudge = frames < 0.35 ? 0 : Math.max(-0.4, Math.min(0.4, off * 5));
        const rate = Math.max(0.0625, this.pace * (1 - nudge));
        if (Math.abs(video.playbackRate - rate) > 0.01) video.playbackRate = rate;
    }
}
