import { api } from './api.js';
import { h, rateOf } from './dom.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Plays takes in their cells: the pointer scrubs, a resting pointer plays. One film at a time.
 * What Space plays goes along with the focus, so that nobody presses it for each take; a film that is not made yet plays as soon as it is.
 */
export class Hover {
  constructor(grid) {
    this.grid = grid; this.cell = null; this.along = false;
    // The second one loads the film that is likely to be next.
    [this.video, this.spare] = [this.film(), this.film()];
    const el = grid.el;
    el.addEventListener('pointermove', event => { if (event.pointerType === 'mouse' && !event.buttons) this.over(event); });
    el.addEventListener('pointerleave', () => this.leave());
  }

  film() {
    const video = h('video.cell-video', { muted: true, loop: true, playsInline: true, preload: 'auto', tabIndex: -1, 'aria-hidden': 'true' }), on = (name, act) => video.addEventListener(name, () => { if (video === this.video) act(); });
    on('seeked', () => { this.seeking = false; video.classList.add('ready'); if (this.goal != null) this.seek(this.goal); });
    on('playing', () => video.classList.add('ready'));
    on('loadedmetadata', () => { if (this.goal != null) this.seek(this.goal); });
    on('error', () => { if (video.hasAttribute('src')) this.clear(); });
    return video;
  }
  load(video, id) { if (video.of === id) return; video.of = id; video.classList.remove('ready'); video.src = api.proxy(id); }
  empty(video) { video.of = null; video.removeAttribute('src'); video.load(); }

  /** The take that is likely to be played next: its film is loaded while this one is looked at. */
  ahead(take) {
    clearTimeout(this.later);
    this.later = setTimeout(() => { if (this.along && take?.proxy && take.id !== this.video.of) this.load(this.spare, take.id); }, 250);
  }

  over(event) {
    const cell = event.target.closest('.cell');
    if (!cell?.item?.take.proxy) return this.leave();
    const box = cell.pieces.pic.getBoundingClientRect(), inside = event.clientY <= box.bottom;
    const share = Math.max(0, Math.min(.999, (event.clientX - box.left) / box.width));
    clearTimeout(this.rest);
    if (this.cell !== cell || this.key !== cell.item.take.key) {
      clearTimeout(this.wait);
      if (this.cell && this.pinned) return;
      this.wait = setTimeout(() => { this.take(cell); this.seek(share); this.restLater(); }, 70);
      return;
    }
    if (!inside || this.pinned) return;
    this.video.pause(); this.seek(share); this.restLater();
  }

  restLater() { this.rest = setTimeout(() => { if (this.cell && !calm.matches) this.run(); }, 450); }

  take(cell) {
    this.clear();
    this.cell = cell; this.key = cell.item.take.key; this.goal = null; this.seeking = false;
    const { id } = cell.item.take;
    if (this.spare.of === id) [this.video, this.spare] = [this.spare, this.video];
    this.load(this.video, id);
    if (this.video.readyState >= 2) this.video.classList.add('ready');
    cell.pieces.pic.insertBefore(this.video, cell.pieces.mark); cell.classList.add('playing');
  }

  seek(share) {
    const seconds = this.cell?.item.take.seconds || this.video.duration;
    if (!this.video.readyState || this.seeking) { this.goal = share; return this.place(share); }
    this.goal = null; this.seeking = true;
    this.video.currentTime = share * (this.video.duration || seconds);
    this.place(share);
  }
  place(share) { if (this.cell) this.cell.pieces.playhead.style.transform = `scaleX(${share})`; }

  run() {
    this.video.play().catch(() => {});
    const tick = () => { if (!this.cell || this.video.paused) return; this.place(this.video.currentTime / (this.video.duration || 1)); requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  }

  /** Space in the grid: plays this cell, or stops it. */
  toggle(cell) {
    if (!this.along) return this.start(cell);
    this.along = false; clearTimeout(this.soon); this.video.pause();
  }
  start(cell) { if (cell) { this.along = true; clearTimeout(this.soon); this.play(cell); } }

  play(cell) {
    if (!cell?.item.take.proxy) return this.clear();
    if (this.cell !== cell || this.key !== cell.item.take.key) this.take(cell);
    this.pinned = true; this.run();
  }

  /** The focus went to another cell; keys that are held down pass many. */
  follow(cell) {
    clearTimeout(this.soon);
    if (this.along) this.soon = setTimeout(() => this.play(cell), 40);
    else if (this.cell && this.key !== cell?.item.take.key) this.drop();
  }

  /** Small films that have just been made. */
  came(ids) {
    const cell = this.grid.cellAt(this.grid.focus);
    if (this.along && !this.cell && ids.includes(cell?.item.take.id)) this.play(cell);
  }

  get frame() { return this.cell ? Math.floor(this.video.currentTime * rateOf(this.cell.item.take.rate) + .01) : null; }
  get playingKey() { return this.cell ? this.key : null; }

  leave() { clearTimeout(this.wait); clearTimeout(this.rest); if (!this.pinned) this.clear(); }
  /** Cells that were scrolled out of sight show other takes soon. */
  settle() { if (this.cell && (this.cell.seat.hidden || this.cell.item.take.key !== this.key)) this.clear(); }
  drop() { this.along = false; clearTimeout(this.soon); clearTimeout(this.later); this.clear(); if (this.spare.of) this.empty(this.spare); }
  clear() {
    clearTimeout(this.wait); clearTimeout(this.rest);
    if (!this.cell) return;
    this.cell.classList.remove('playing');
    this.cell.pieces.playhead.style.transform = 'scaleX(0)';
    this.video.pause(); this.video.remove(); this.empty(this.video);
    this.cell = null; this.pinned = false; this.goal = null;
  }
}
