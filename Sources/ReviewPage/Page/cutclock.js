/** Time of the film: the song's while it sounds, the wall's where there is no song or it runs backwards. */
export class SongClock {
    constructor(url) {
        this.audio = new Audio();
        this.audio.preload = 'auto';
        this.audio.src = url;
        this.audio.addEventListener('error', () => { this.silent = true; });
        this.silent = false;
        this.rate = 1;
        this.running = false;
        this.base = 0;
        this.since = 0;
    }

    /** Tries the song again, after a build prepared it. */
    reload() {
        if (!this.silent) return;
        this.silent = false;
        this.audio.load();
    }

    get sounds() {
        return !this.silent && this.rate > 0 && this.rate <= 4;
    }

    start(time, rate) {
        this.rate = rate;
        this.base = time;
        this.since = performance.now();
        this.running = true;
        this.blocked = false;
        if (!this.sounds) {
            this.audio.pause();
            return;
        }
        const { audio } = this;
        audio.playbackRate = rate;
        if (audio.readyState === 0 || Math.abs(audio.currentTime - time) > 0.02) audio.currentTime = time;
        audio.play().catch((error) => {
            if (error.name === 'AbortError') return;
            this.blocked = error.name === 'NotAllowedError';
            this.silent = !this.blocked;
            this.since = performance.now();
        });
    }

    stop() {
        this.base = this.now();
        this.running = false;
        this.audio.pause();
    }

    now() {
        return this.at(performance.now());
    }

    /** The time of the film at a moment of performance.now(), near to now. */
    at(moment) {
        if (!this.running) return this.base;
        const { audio } = this;
        const passed = (moment - this.since) / 1000 * this.rate;
        if (!this.sounds || this.blocked) return this.base + passed;
        if (audio.paused || audio.seeking || audio.readyState < 3) {
            this.since = performance.now();
            return this.base;
        }
        const now = performance.now();
        const guess = this.base + (now - this.since) / 1000 * this.rate;
        const real = audio.currentTime;
        const off = real - guess;
        this.base = Math.abs(off) > 0.06 ? real : guess + off * 0.08;
        this.since = now;
        return this.base + (moment - now) / 1000 * this.rate;
    }
}
