import { h, rateOf } from './dom.js';

/**
 * One clock for several films and the song. A side: {take, video, offset, speed}: at 0 of the clock it shows the take at `offset` seconds.
 * With a song the song is the clock; a film that is half a frame off is drawn back by its speed, one that is far off is sought.
 */
export class Sync {
  constructor({ moved }) {
    this.moved = moved; this.sides = []; this.length = 1; this.speed = 0; this.at = 0; this.song = null; this.sound = false; this.drift = [];
    this.audio = h('audio', { preload: 'auto' });
    this.audio.addEventListener('error', () => { this.song = null; });
  }

  /** song: {url, start} or null. */
  load(sides, length, song) {
    const running = this.speed;
    this.pause();
    this.sides = sides; this.length = Math.max(.1, length); this.song = song;
    if (song && this.audio.getAttribute('src') !== song.url) this.audio.src = song.url;
    for (const side of sides) {
      side.rate = rateOf(side.take.rate); side.end = side.take.frames / side.rate;
      side.video.onseeked = () => { side.seeking = false; if (!this.speed || this.speed < 0) this.place(side); };
      side.video.onloadeddata = () => { side.video.classList.add('on'); this.place(side); };
    }
    this.seek(0);
    if (running) this.play(1);
  }

  get bySong() { return this.speed === 1 && this.song && this.sound && !this.audio.paused; }

  now() {
    if (!this.speed) return this.at;
    if (this.bySong) return this.audio.currentTime - this.song.start;
    return this.from + (performance.now() - this.since) / 1000 * this.speed;
  }

  target(side, time) { return Math.max(0, Math.min(side.end - .5 / side.rate, side.offset + time * side.speed)); }
  /** Puts a resting film on the middle of its frame. */
  place(side) {
    if (side.seeking || side.video.readyState < 1) return;
    const frame = Math.min(side.take.frames - 1, Math.floor(this.target(side, this.at) * side.rate + .001)), time = (frame + .5) / side.rate;
    if (Math.abs(side.video.currentTime - time) > .1 / side.rate) { side.seeking = true; side.video.currentTime = time; }
  }

  play(speed = 1) {
    this.at = this.now(); if (this.at >= this.length - .02 && speed > 0) this.at = 0;
    this.speed = speed; this.from = this.at; this.since = performance.now();
    for (const side of this.sides) { side.seeking = false; if (speed < 0) side.video.pause(); else this.start(side); }
    this.audio.pause();
    if (speed === 1 && this.song && this.sound) {
      this.audio.currentTime = this.song.start + this.at;
      this.audio.play().then(() => { this.from = this.now(); this.since = performance.now(); }, error => { if (error.name === 'NotAllowedError') { this.sound = false; this.refused?.(); } });
    }
    cancelAnimationFrame(this.ticking); this.tick();
  }
  start(side) {
    side.held = false;
    if (side.video.readyState) side.video.currentTime = this.target(side, this.at);
    side.video.playbackRate = this.speed * side.speed; side.video.play().catch(() => {});
  }

  tick() {
    if (!this.speed) return;
    let time = this.now();
    if (time >= this.length || time < -.05 && this.bySong) {
      this.at = this.from = 0; this.since = performance.now(); time = 0;
      if (this.bySong) this.audio.currentTime = this.song.start;
      if (this.speed > 0) for (const side of this.sides) this.start(side);
    } else if (time < 0 && this.speed < 0) { this.from = time = this.length - .01; this.since = performance.now(); }
    this.at = time;
    for (const side of this.sides) if (this.speed > 0) this.follow(side, time); else this.place(side);
    this.moved();
    this.ticking = requestAnimationFrame(() => this.tick());
  }

  follow(side, time) {
    const { video } = side, wanted = this.target(side, time), frame = 1 / side.rate, plain = this.speed * side.speed;
    if (video.readyState < 2 || video.seeking) return;
    if (side.offset + time * side.speed >= side.end - frame) { if (!side.held) { side.held = true; video.pause(); video.currentTime = side.end - frame / 2; } return; }
    if (video.paused) video.play().catch(() => {});
    const off = video.currentTime - wanted;
    if (this.drift.length < 4000) this.drift.push(Math.abs(off) / frame);
    if (Math.abs(off) > Math.max(3 * frame, .2)) video.currentTime = wanted + .04 * plain;
    else video.playbackRate = Math.abs(off) > frame / 2 || Math.abs(off) > .04 ? plain * Math.max(.8, Math.min(1.25, 1 - off * 3)) : plain;
  }

  pause() {
    this.at = Math.max(0, Math.min(this.length, this.now())); this.speed = 0; cancelAnimationFrame(this.ticking);
    this.audio.pause();
    for (const side of this.sides) { side.video.pause(); this.place(side); }
    this.moved?.();
  }
  toggle() { if (this.speed) this.pause(); else this.play(1); }
  shuttle(way) { this.play(way * (this.speed * way > 0 ? Math.min(4, Math.abs(this.speed) * 2) : 1)); }
  seek(time) { this.at = Math.max(0, Math.min(this.length - .001, time)); if (this.speed) this.play(this.speed); else { for (const side of this.sides) this.place(side); this.moved(); } }
  step(frames) { if (this.speed) this.pause(); const rate = this.sides[0]?.rate ?? 24; this.seek((Math.floor(this.at * rate + .01) + frames + .01) / rate); }
}
