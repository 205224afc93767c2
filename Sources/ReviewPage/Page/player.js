import { h, rateOf } from './dom.js';
import { api } from './api.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const kept = 5;

/** Plays takes frame by frame, forwards and backwards; keeps the films of the neighbours ready. */
export class Player {
  constructor({ moved }) {
    this.moved = moved; this.films = new Map(); this.take = null; this.speed = 0;
    this.still = h('img.player-still', { alt: '', draggable: false });
    this.still.onload = () => { this.still.hidden = false; };
    this.el = h('div.player', {}, this.still);
  }

  film(take) {
    let film = this.films.get(take.id);
    if (film) { this.films.delete(take.id); this.films.set(take.id, film); return film; }
    const video = h('video', { muted: true, loop: true, playsInline: true, preload: 'auto', tabIndex: -1, 'aria-hidden': 'true', src: api.proxy(take.id) });
    film = { video, goal: null, seeking: false };
    video.addEventListener('loadeddata', () => { if (this.film_ === film) { video.classList.add('on'); this.report(); } });
    video.addEventListener('seeked', () => { film.seeking = false; if (film.goal != null) { const goal = film.goal; film.goal = null; this.aim(film, goal); } if (this.film_ === film) this.report(); });
    this.films.set(take.id, film); this.el.append(video);
    for (const [id, old] of this.films) {
      if (this.films.size <= kept) break;
      if (old === film || old === this.film_) continue;
      old.video.removeAttribute('src'); old.video.load(); old.video.remove(); this.films.delete(id);
    }
    return film;
  }

  show(take, { play = !calm.matches } = {}) {
    if (this.take?.key === take.key && this.film_ && take.proxy) return;
    this.stop();
    this.take = take; this.rate = rateOf(take.rate);
    for (const { video } of this.films.values()) { video.pause(); video.classList.remove('on'); }
    this.still.hidden = true;
    if (!take.proxy) { this.film_ = null; this.still.removeAttribute('src'); this.report(); return; }
    this.still.src = api.still(take.id);
    const film = this.film_ = this.film(take);
    if (film.video.readyState >= 2) { film.video.classList.add('on'); this.still.hidden = true; }
    this.aim(film, 0);
    if (play) this.run(1); else this.report();
  }

  /** Loads the films that are likely to be shown next. */
  preload(takes) { clearTimeout(this.soon); this.soon = setTimeout(() => { for (const take of takes.slice(0, kept - 2).reverse()) if (take.proxy) this.film(take); if (this.take && this.film_) this.film(this.take); }, 150); }

  get frame() { return this.film_ ? Math.max(0, Math.min(this.take.frames - 1, this.film_.goal ?? Math.floor(this.film_.video.currentTime * this.rate + .02))) : 0; }
  get running() { return this.speed !== 0; }

  aim(film, frame) {
    if (film.seeking || film.video.readyState < 1) { film.goal = frame; if (film.video.readyState < 1) film.video.addEventListener('loadedmetadata', () => { if (film.goal != null) { const goal = film.goal; film.goal = null; this.aim(film, goal); } }, { once: true }); return; }
    const time = (frame + .5) / this.rate;
    if (Math.abs(film.video.currentTime - time) < .2 / this.rate) return;
    film.seeking = true; film.video.currentTime = time;
  }

  seek(frame) { if (this.film_) { this.aim(this.film_, Math.max(0, Math.min(this.take.frames - 1, frame))); this.report(); } }
  step(frames) { if (!this.film_) return; this.stop(); this.seek(this.frame + frames); }

  run(speed) {
    if (!this.film_) return;
    const { video } = this.film_;
    this.speed = speed; cancelAnimationFrame(this.ticking);
    if (speed > 0) { video.playbackRate = speed; video.play().catch(error => { if (error.name === 'NotAllowedError') this.stop(); }); }
    else { video.pause(); this.from = this.frame; this.since = performance.now(); }
    const tick = () => {
      if (!this.speed) return;
      if (this.speed < 0) {
        const length = this.take.frames, frame = this.from + (performance.now() - this.since) / 1000 * this.rate * this.speed;
        this.aim(this.film_, ((Math.floor(frame) % length) + length) % length);
      }
      this.report();
      this.ticking = requestAnimationFrame(tick);
    };
    tick();
  }

  stop() { this.speed = 0; cancelAnimationFrame(this.ticking); this.film_?.video.pause(); this.report(); }
  toggle() { if (this.speed) this.stop(); else this.run(1); }
  /** J and L: play that way, faster each time. */
  shuttle(way) { const faster = this.speed * way > 0 ? Math.min(4, Math.abs(this.speed) * 2) : 1; this.run(way * faster); }
  report() { this.moved?.(); }

  close() { this.stop(); for (const { video } of this.films.values()) { video.removeAttribute('src'); video.load(); video.remove(); } this.films.clear(); this.film_ = null; this.take = null; }
}
