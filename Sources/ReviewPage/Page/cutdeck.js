import { sourceFrame, sourceTime } from './cuttime.js';

const hasFrames = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;

/** One of the two films of the monitor. */
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
            && clip.start === old.start && clip.source.start === old.source.start && clip.speed === old.speed);
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
        this.failed = false;
        this.video.src = `/media/proxy/${take}`;
    }

    reload() {
        this.failed = false;
        this.video.load();
    }

    /** Stands on a frame of the clip's take. */
    cue(clip, frame) {
        this.clip = clip;
        this.load(clip.take);
        this.pause();
        this.seek((Math.max(0, frame) + 0.5) / clip.sr);
    }

    picture() {
        this.toTarget();
        if (this.settled) this.player.arrived(this);
    }

    seek(seconds) {
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

    /** Plays along with the film's clock; reversed pictures are sought one by one. */
    run(clip, time, speed) {
        const same = this.clip === clip;
        this.clip = clip;
        this.load(clip.take);
        if (speed === 0 || speed < 0 || clip.reversed || clip.pace * speed > 8 || clip.pace * speed < 0.0625) {
            this.pause();
            this.seek((sourceFrame(clip, time, this.player.model.fps) + 0.5) / clip.sr);
            return;
        }
        const { video } = this;
        this.pace = clip.pace * speed;
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
