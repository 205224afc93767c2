import { api } from './api.js';
import { h, rateOf } from './dom.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Plays takes in their cells: the pointer scrubs, a resting pointer or Space plays. One film at a time. */
export class Hover {
  constructor(grid) {
    this.grid = grid; this.cell = null;
    this.video = h('video.cell-video', { muted: true, loop: true, playsInline: true, preload: 'auto', tabIndex: -1, 'aria-hidden': 'true' });
    const el = grid.el;
    el.addEventListener('pointermove', event => { if (event.pointerType === 'mouse' && !event.buttons) this.over(event); });
    el.addEventListener('pointerleave', () => this.leave());
    this.video.addEventListener('seeked', () => { this.seeking = false; this.video.classList.add('ready'); if (this.goal != null) this.seek(this.goal); });
    this.video.addEventListener('playing', () => this.video.classList.add('ready'));
    this.video.addEventListener('loadedmetadata', () => { if (this.goal != null) this.seek(this.goal); });
    this.video.addEventListener('error', () => this.drop());
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
    this.drop();
    this.cell = cell; this.key = cell.item.take.key; this.goal = null; this.seeking = false;
    this.video.classList.remove('ready');
    this.video.src = api.proxy(cell.item.take.id);
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
    if (!cell?.item.take.proxy) return false;
    if (this.cell === cell && !this.video.paused) { this.video.pause(); return true; }
    if (this.cell !== cell) this.take(cell);
    this.pinned = true; this.run();
    return true;
  }

  get frame() { return this.cell ? Math.floor(this.video.currentTime * rateOf(this.cell.item.take.rate) + .01) : null; }
  get playingKey() { return this.cell ? this.key : null; }

  leave() { clearTimeout(this.wait); clearTimeout(this.rest); if (!this.pinned) this.drop(); }
  drop() {
    clearTimeout(this.wait); clearTimeout(this.rest);
    if (!this.cell) return;
    this.cell.classList.remove('playing');
    this.cell.pieces.playhead.style.transform = 'scaleX(0)';
    this.video.pause(); this.video.remove(); this.video.removeAttribute('src'); this.video.load();
    this.cell = null; this.pinned = false; this.goal = null;
  }
}
