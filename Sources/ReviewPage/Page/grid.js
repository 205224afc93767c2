import { h, fill } from './dom.js';
import { makeCell, fillCell } from './cell.js';
import { plural } from './dom.js';

const gap = 10, foot = 30, heading = 46, margin = 16;

/** The grid: only the rows in sight are in the page, cells are used again. */
export class Grid {
  constructor(app, hooks) {
    this.app = app; this.hooks = hooks; this.items = []; this.rows = []; this.rowOf = []; this.focus = 0; this.size = 216; this.live = new Map(); this.free = []; this.heads = new Map(); this.freeHeads = [];
    this.sheet = h('div.grid-sheet');
    this.el = h('div.grid-scroll', { tabIndex: 0, role: 'listbox', ariaLabel: 'Takes' }, this.sheet);
    this.el.addEventListener('scroll', () => { this.top = this.el.scrollTop; this.hooks.scrolled?.(); this.later(); }, { passive: true });
    this.top = 0; this.height = 0;
    new ResizeObserver(() => { this.height = this.el.clientHeight; this.wide = this.el.clientWidth; if (this.el.clientWidth && this.el.clientWidth !== this.width) this.layout(true); else this.later(); }).observe(this.el);
  }

  later() { this.frame ??= requestAnimationFrame(() => { this.frame = null; this.draw(); }); }

  /** Shows a list; keeps the same take in sight if it is still there. */
  show(items, grouped) {
    this.items = items; this.grouped = grouped;
    // A list box without options is none.
    this.el.setAttribute('role', items.length ? 'listbox' : 'group');
    if (items.length) this.el.setAttribute('aria-multiselectable', 'true'); else this.el.removeAttribute('aria-multiselectable');
    this.layout(false);
  }

  zoom(size) { this.size = size; this.layout(true); }

  scrollTo(y) {
    y = Math.max(0, Math.min(Math.round(y), this.tall - this.height));
    if (y !== this.top) { this.top = y; this.el.scrollTop = y; }
  }

  layout(hold) {
    const width = this.wide ||= this.el.clientWidth;
    if (!width) return;
    this.height ||= this.el.clientHeight;
    const phone = width < 500, space = phone ? 6 : gap, edge = phone ? 8 : margin, size = phone ? Math.min(this.size, 170) : this.size;
    const anchor = hold ? this.topOf(this.focus) - this.top : null;
    this.width = width; this.space = space; this.edge = edge;
    this.columns = Math.max(1, Math.floor((width - 2 * edge + space) / (size + space)));
    this.cellWidth = (width - 2 * edge - space * (this.columns - 1)) / this.columns;
    this.cellHeight = Math.round(this.cellWidth * 9 / 16) + foot;
    this.rows = []; this.rowOf = new Int32Array(this.items.length);
    let y = this.grouped ? 0 : edge, row = null, shot = null;
    this.items.forEach((item, i) => {
      if (this.grouped && item.take.shot !== shot) { shot = item.take.shot; this.rows.push({ y, height: heading, shot, first: i, end: i }); y += heading; row = null; }
      if (!row || i - row.first >= this.columns) { row = { y, height: this.cellHeight, first: i, end: i }; this.rows.push(row); y += this.cellHeight + space; }
      row.end = i + 1; this.rowOf[i] = this.rows.length - 1;
      if (this.grouped && this.items[i + 1] && this.items[i + 1].take.shot !== shot) y += 6;
    });
    this.tall = y + edge; this.sheet.style.height = `${this.tall}px`; this.top = Math.max(0, Math.min(this.top, this.tall - this.height));
    if (anchor != null && anchor > -this.cellHeight && anchor < this.height) this.scrollTo(this.topOf(this.focus) - anchor);
    const cells = [...this.live.values()];
    this.live.clear(); this.spare = new Map(cells.map(cell => [cell.shown.key, cell]));
    this.draw(.1); this.later();
  }

  topOf(index) { return this.rows[this.rowOf[index]]?.y ?? 0; }
  retire(cell) { cell.style.display = 'none'; cell.id = ''; cell.seat.hidden = true; cell.seat.i = -1; this.free.push(cell); }

  draw(beyond = .5) {
    const { height } = this;
    if (!height || !this.width) return;
    const scrolled = this.top, top = scrolled - height * beyond, bottom = scrolled + height * (1 + beyond);
    let low = 0, high = this.rows.length;
    while (low < high) { const middle = (low + high) >> 1; if (this.rows[middle].y + this.rows[middle].height < top) low = middle + 1; else high = middle; }
    const wanted = new Map(), heads = new Map();
    for (let r = low; r < this.rows.length && this.rows[r].y < bottom; r++) {
      const row = this.rows[r];
      if (row.shot) heads.set(row.shot, row);
      else for (let i = row.first; i < row.end; i++) wanted.set(i, row);
    }
    for (const [i, cell] of this.live) if (!wanted.has(i)) { this.retire(cell); this.live.delete(i); }
    this.claim(wanted);
    for (const [i, row] of wanted) {
      let cell = this.live.get(i);
      if (!cell) {
        cell = this.free.pop() ?? this.sheet.appendChild(makeCell());
        this.live.set(i, cell);
        this.seat(cell, i, row);
      }
      this.paint(cell, i);
    }
    this.drawHeads(heads);
    this.point();
    this.hooks.seen?.([...wanted.keys()]);
  }

  /** Tells screen readers which cell has the focus. */
  point() {
    if (this.live.has(this.focus)) this.el.setAttribute('aria-activedescendant', `take-${this.focus}`);
    else this.el.removeAttribute('aria-activedescendant');
  }

  paint(cell, i) {
    const item = this.items[i];
    fillCell(cell, item, { focused: i === this.focus, selected: this.hooks.isSelected(item.take), comparing: this.app.compare.has(item.take.id), measure: this.hooks.measure?.(item.take) });
  }

  /** After a new list: a take that is still in sight keeps its cell, the others are free. */
  claim(wanted) {
    if (!this.spare) return;
    for (const [i, row] of wanted) {
      const cell = this.spare.get(this.items[i].take.key);
      if (!cell) continue;
      this.spare.delete(this.items[i].take.key); this.live.set(i, cell); this.seat(cell, i, row);
    }
    for (const cell of this.spare.values()) this.retire(cell);
    this.spare = null;
  }

  seat(cell, i, row) {
    const { seat } = cell, place = `translate(${this.edge + (i - row.first) * (this.cellWidth + this.space)}px, ${row.y}px)`;
    cell.index = i;
    if (seat.hidden !== false) { seat.hidden = false; cell.style.display = ''; }
    if (seat.i !== i) { seat.i = i; cell.id = `take-${i}`; cell.setAttribute('aria-posinset', i + 1); }
    if (seat.of !== this.items.length) { seat.of = this.items.length; cell.setAttribute('aria-setsize', seat.of); }
    if (seat.width !== this.cellWidth) { seat.width = this.cellWidth; cell.style.width = `${this.cellWidth}px`; cell.style.height = `${this.cellHeight}px`; }
    if (seat.place !== place) { seat.place = place; cell.style.transform = place; }
  }

  drawHeads(heads) {
    for (const [shot, el] of this.heads) if (!heads.has(shot)) { el.remove(); this.heads.delete(shot); }
    const progress = heads.size ? this.app.takes.progress() : null;
    for (const [shot, row] of heads) {
      let el = this.heads.get(shot);
      if (!el) {
        const about = this.app.project.shots.find(s => s.id === shot);
        el = h('div.grid-head', { ariaHidden: 'true' }, h('b', {}, shot), h('span.grid-head-count'), h('span.grid-head-prompt', {}, about?.prompt ?? ''));
        this.sheet.append(el); this.heads.set(shot, el);
      }
      el.style.transform = `translateY(${row.y}px)`;
      const count = progress.shots.get(shot) ?? { all: 0, decided: 0, picked: 0 }, text = `${count.decided} of ${count.all} decided${count.picked ? `, ${count.picked} picked` : ''}`;
      if (el.children[1].textContent !== text) el.children[1].textContent = text;
    }
  }

  /** Paints cells of these takes again (all when null). */
  refresh(ids) {
    for (const [i, cell] of this.live) if (!ids || ids.has(this.items[i]?.take.id)) this.paint(cell, i);
    if (this.heads.size) this.drawHeads(new Map([...this.heads.keys()].map(shot => [shot, this.rows.find(r => r.shot === shot)])));
  }

  move(index, { reveal = true } = {}) {
    const before = this.focus;
    this.focus = Math.max(0, Math.min(index, this.items.length - 1));
    if (reveal) this.reveal();
    for (const i of new Set([before, this.focus])) { const cell = this.live.get(i); if (cell && this.items[i]) this.paint(cell, i); }
    this.point();
  }

  reveal(centre) {
    const row = this.rows[this.rowOf[this.focus]];
    if (!row) return;
    const { top, height } = this, above = this.rows[this.rowOf[this.focus] - 1]?.shot ? heading : 12;
    if (centre) this.scrollTo(row.y - (height - row.height) / 2);
    else if (row.y - above < top) this.scrollTo(row.y - above);
    else if (row.y + row.height + 14 > top + height) this.scrollTo(row.y + row.height + 14 - height);
    if (this.top !== top) { this.draw(.1); this.later(); }
  }

  /** Where an arrow key leads from the focus. */
  step(key) {
    const last = this.items.length - 1, row = this.rowOf[this.focus], column = this.focus - (this.rows[row]?.first ?? 0);
    if (key === 'ArrowLeft') return Math.max(0, this.focus - 1);
    if (key === 'ArrowRight') return Math.min(last, this.focus + 1);
    if (key === 'Home') return 0;
    if (key === 'End') return last;
    let rows = key.startsWith('Page') ? Math.max(1, Math.floor(this.height / (this.cellHeight + this.space))) : 1, target = row;
    const way = key === 'ArrowUp' || key === 'PageUp' ? -1 : 1;
    for (let r = row + way; rows > 0 && r >= 0 && r < this.rows.length; r += way) if (!this.rows[r].shot) { target = r; rows--; }
    return Math.min(this.rows[target].first + column, this.rows[target].end - 1);
  }

  cellAt(index) { return this.live.get(index) ?? null; }
}
