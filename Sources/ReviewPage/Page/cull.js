import { h, fill, plural } from './dom.js';
import { arrange, everything, describe, inState, wanted } from './list.js';
import { Grid } from './grid.js';
import { Hover } from './hover.js';
import { Single } from './single.js';
import { Verdicts } from './verdicts.js';
import { whyPanel } from './why.js';
import { sidebar } from './sidebar.js';
import { bar, nothing } from './bar.js';
import { askNote, askTags, askBulk } from './asks.js';
import { cullKeys, helpKeys } from './cullkeys.js';
import { swipe } from './touch.js';
import { Wants } from './wants.js';

const remember = (name, otherwise) => { try { return JSON.parse(localStorage.getItem(`mv.${name}`)) ?? otherwise; } catch { return otherwise; } };
const keep = (name, value) => { try { localStorage.setItem(`mv.${name}`, JSON.stringify(value)); } catch { /* private window */ } };

export function mount(root, app) { return new Cull(root, app); }

/** The view for deciding: grid and single view over one list. */
class Cull {
  constructor(root, app) {
    this.root = root; this.app = app; this.keys = helpKeys;
    this.filter = everything(); this.items = []; this.matching = []; this.selection = new Set(); this.open = new Set(); this.mode = 'grid'; this.index = 0; this.unfit = 0;
    this.auto = remember('auto', true); this.whyWanted = remember('why', innerWidth >= 1200); this.size = remember('size', 216);
    root.classList.add('cull');
    this.wants = new Wants(app);
    const filterHooks = { filter: () => this.filter, set: part => this.set(part) };
    this.side = sidebar(app, { ...filterHooks, close: () => this.openSide(false) });
    this.bar = bar(app, { ...filterHooks, size: () => this.size, zoom: size => this.zoom(size), auto: () => this.auto, toggleAuto: () => this.toggleAuto(), relist: () => this.relist(), bulk: () => this.bulk(), openSide: () => this.openSide(true) });
    this.grid = new Grid(app, { isSelected: t => this.selection.has(t.key), measure: t => this.measure?.[t.id], seen: shown => { this.hover?.settle(); this.wants.see(shown.map(i => this.items[i].take)); }, scrolled: () => this.hover?.leave() });
    this.grid.size = this.size;
    this.hover = new Hover(this.grid);
    this.none = h('div.grid-none', { hidden: true });
    this.single = new Single(app, {
      go: way => this.focus(this.index + way), jump: index => this.focus(index), back: () => this.toGrid(), act: kind => this.verdicts.act(kind), stars: n => this.verdicts.stars(n), mark: which => this.markUsable(which),
      note: () => askNote(app, this.targets()), tags: () => askTags(app, this.targets()), compare: () => this.compare(), why: () => this.toggleWhy(), full: () => this.full() });
    this.why = whyPanel(app, { go: id => this.goTo(id), close: () => this.toggleWhy(false) });
    this.shade = h('div.shade', { onclick: () => { this.openSide(false); if (innerWidth < 1000) this.toggleWhy(false); } });
    this.main = h('div.cull-main', {}, h('div.grid-view', {}, this.bar.el, h('div.grid-box', {}, this.grid.el, this.none)), this.single.el);
    root.append(this.side.el, this.main, this.why.el, this.shade);
    this.verdicts = new Verdicts(app, { host: this.main, targets: () => this.targets(), done: (kind, ids) => this.decided(ids), flash: (kind, ids) => this.flash(kind, ids), asking: on => { root.toggleAttribute('data-asking', on); } });
    this.listenGrid();
    app.takes.on('change', ids => this.changed(ids));
    app.takes.on('proxies', ids => { this.grid.refresh(new Set(ids)); if (this.mode === 'grid') this.hover.came(ids); if (this.mode === 'single') { if (ids.includes(this.current?.id)) this.single.refresh(); this.single.drawStrip(); } });
    app.on('compare', () => { this.grid.refresh(null); if (this.mode === 'single') this.single.refresh(); });
    app.on('undone', ({ takes }) => { if (!this.root.hidden && takes.length === 1) this.goTo(takes[0], { quiet: true }); });
    document.addEventListener('fullscreenchange', () => root.toggleAttribute('data-full', !!document.fullscreenElement));
    this.relist();
  }

  get current() { return this.items[this.index]?.take ?? null; }
  /** What keys act on: the selection when there is one, else the take under the focus. */
  targets() {
    if (this.selection.size && this.mode === 'grid') return [...new Set([...this.selection].map(key => this.app.takes.byKey.get(key)?.id).filter(Boolean))];
    return this.current ? [this.current.id] : [];
  }

  show(params) {
    const id = params?.split('/')[0];
    if (id && this.app.takes.byId.has(id)) { this.setMode('single'); if (this.current?.id !== id) this.goTo(id, { quiet: true }); this.focus(this.index); }
    else { if (id) this.app.notify('That take is not in the pool any more.', { kind: 'warn' }); this.setMode('grid'); this.draw(); }
    if (this.mode === 'grid') { this.grid.layout(false); this.grid.reveal(); this.grid.el.focus({ preventScroll: true }); }
  }
  hide() { this.verdicts.finish(); this.hover.drop(); this.single.leave(); }
  key(event) { return cullKeys(this, event); }

  setMode(mode) {
    if (this.root.dataset.mode === mode) return;
    this.mode = mode; this.root.dataset.mode = mode;
    this.hover.drop();
    if (mode === 'grid') this.single.leave(); else this.selection.clear();
    this.root.toggleAttribute('data-why', this.whyOpen);
  }
  get whyOpen() { return this.whyWanted === true && (this.mode === 'single' || this.whyInGrid === true); }
  toGrid() { if (document.fullscreenElement) document.exitFullscreen(); this.verdicts.finish(); this.app.go('#cull', { replace: true }); }
  toSingle(index = this.index) { if (this.items[index]) { this.index = index; this.app.go(`#cull/${this.items[index].take.id}`); } }

  set(part) {
    Object.assign(this.filter, part);
    if (part.sort !== undefined) this.sorted(part.sort); else this.relist();
  }
  async sorted(sort) {
    this.measure = null; this.anchor = sort === 'like' ? this.current : null;
    if (sort.startsWith('by ')) {
      try { const measure = await this.app.api.get(`/api/scores/${encodeURIComponent(sort.slice(3))}`); if (this.filter.sort === sort) this.measure = measure; }
      catch (error) { this.app.notify(`The measure could not be fetched: ${error.message}`, { kind: 'error' }); }
    }
    this.relist(); if (this.anchor) this.focus(0);
  }

  /** Filters and sorts anew; the focus stays with its take, or near it. */
  relist() {
    const focus = this.current, was = this.index;
    if (focus) this.seen = focus.key;
    const { items, matching } = arrange(this.app.takes, this.filter, { measure: this.measure, anchor: this.anchor && this.app.takes.byKey.get(this.anchor.key), open: this.open });
    this.items = items; this.matching = matching; this.unfit = 0;
    const at = this.seen ? items.findIndex(item => item.take.key === this.seen) : -1;
    this.index = at >= 0 ? at : Math.max(0, Math.min(was, items.length - 1));
    this.grid.focus = this.index;
    this.grid.show(items, (this.filter.sort === 'shot' || this.filter.sort === 'best') && !this.filter.shot);
    this.none.hidden = items.length > 0;
    if (!items.length) fill(this.none, nothing(this.app, this.filter, part => this.set(part)));
    if (this.mode === 'single' && items.length) this.focus(this.index);
    else { this.grid.reveal(); this.hover?.follow(this.grid.cellAt(this.index)); }
    this.draw();
  }

  draw() { this.drawBar(); clearTimeout(this.sideSoon); this.sideSoon = setTimeout(() => this.side.draw(), this.side.drawn ? 40 : 0); this.side.drawn = true; if (this.whyOpen && this.current) this.why.show(this.current); }
  drawBar() { this.bar.draw({ items: this.items, matching: this.matching, unfit: this.unfit, selected: this.selection.size }); }

  changed(ids) {
    if (!ids) { this.why.forget(null); return this.relist(); }
    const set = new Set(ids);
    this.why.forget(ids);
    if (this.mode === 'grid') this.grid.refresh(set);
    else { if (set.has(this.current?.id)) this.single.refresh(); this.single.paintStrip(); }
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      const test = wanted(this.filter, this.app.takes.prompts);
      this.unfit = this.matching.reduce((n, t) => n + !test(t), 0);
      this.draw();
    }, 80);
  }

  focus(index) {
    if (!this.items.length) return;
    this.index = Math.max(0, Math.min(index, this.items.length - 1));
    if (this.mode === 'grid') this.grid.move(this.index); else this.grid.focus = this.index;
    const item = this.items[this.index];
    if (this.mode === 'single') {
      this.single.show(this.items, this.index, this.undecidedAfter(this.index)); this.app.mark(`#cull/${item.take.id}`);
      this.wants.see([item, ...this.items.slice(this.index + 1, this.index + 6)].map(x => x.take));
      this.app.announce(describe(item.take));
    } else { this.hover.follow(this.grid.cellAt(this.index)); this.hover.ahead(this.items[this.undecidedAfter(this.index)]?.take); }
    if (this.whyOpen) { clearTimeout(this.whySoon); this.whySoon = setTimeout(() => { if (this.current) this.why.show(this.current); }, 30); }
  }

  /** Goes to a take wherever it is: opens its stack or drops the filters when it must. */
  goTo(id, { quiet } = {}) {
    const find = () => this.items.findIndex(item => item.take.id === id);
    let at = this.current?.id === id ? this.index : find();
    if (at < 0) {
      const stack = this.items.find(item => item.stack?.takes.some(t => t.id === id))?.stack;
      if (stack) { this.open.add(stack.name); this.relist(); at = find(); }
    }
    if (at < 0 && this.app.takes.byId.has(id)) {
      if (!quiet) this.app.notify('The filters were taken off to show it.', { once: 'filters' });
      this.filter = { ...everything(), sort: this.filter.sort, stacks: this.filter.stacks }; this.relist(); at = find();
      if (at < 0) { this.filter.stacks = false; if (this.app.takes.byId.get(id).state === 'archived') this.filter.state = 'archived'; this.relist(); at = find(); }
    }
    if (at >= 0) this.focus(at);
  }

  /** After a decision: on to the next undecided take, if that is wanted. */
  decided(ids) {
    const several = this.selection.size > 1;
    if (several) { this.selection.clear(); this.grid.refresh(null); this.drawBar(); }
    if (!this.auto) return;
    const last = several ? Math.max(...ids.map(id => this.items.findIndex(item => item.take.id === id))) : this.index, n = this.items.length;
    const at = this.undecidedAfter(last);
    if (at >= 0) {
      if (at < last && (last + 1) % n !== at) this.app.notify('From the top again: the undecided ones before.', { once: 'wrap', seconds: 3 });
      return this.focus(at);
    }
    const rest = this.matching.filter(t => t.verdict === 'unset' && t.state !== 'broken').length;
    this.app.notify(rest ? `No undecided takes are left in sight; ${rest} lie in closed stacks.` : 'Everything in this list is decided.', { once: 'wrap' });
  }

  undecidedAfter(index) {
    const n = this.items.length;
    for (let hop = 1; hop <= n; hop++) {
      const at = (index + hop) % n;
      if (inState.undecided(this.items[at].take)) return at;
    }
    return -1;
  }

  flash(kind, ids) {
    if (this.mode === 'single' && kind !== 'reject') this.single.flash(kind, `${ids.length === 1 ? this.app.takes.name(ids[0]) : plural(ids.length, 'take')} ${{ pick: 'picked', reject: 'rejected', unset: 'undecided' }[kind]}`);
  }

  select(index, { range, toggle }) {
    const key = i => this.items[i].take.key;
    if (range) { const from = this.from ?? this.index; if (!toggle) this.selection.clear(); for (let i = Math.min(from, index); i <= Math.max(from, index); i++) this.selection.add(key(i)); this.from = from; }
    else if (toggle) { if (!this.selection.size && index !== this.index) this.selection.add(key(this.index)); if (!this.selection.delete(key(index))) this.selection.add(key(index)); this.from = index; }
    else { this.selection.clear(); this.from = index; }
    this.focus(index); this.grid.refresh(null); this.drawBar();
  }
  selectAll() { for (const item of this.items) this.selection.add(item.take.key); this.grid.refresh(null); this.drawBar(); }
  clearSelection() { this.selection.clear(); this.from = null; this.grid.refresh(null); this.drawBar(); }

  toggleStack(index = this.index) {
    const stack = this.items[index]?.stack;
    if (!stack) return this.app.announce('no near-duplicates here');
    const top = this.items.find(item => item.stack?.name === stack.name && !item.inside).take;
    if (!this.open.delete(stack.name)) this.open.add(stack.name);
    this.index = this.items.findIndex(item => item.take === top);
    this.relist();
    this.app.announce(stack.open ? 'stack closed' : `stack of ${stack.count} opened`);
  }
  rejectRest() {
    const item = this.items[this.index];
    if (!item?.stack) return this.app.notify('No near-duplicates here.', { once: 'decided' });
    if (this.app.refused()) return;
    const ids = item.stack.takes.filter(t => t !== item.take && t.verdict !== 'reject').map(t => t.id), step = this.app.takes.decide(ids, { kind: 'reject', reason: 'duplicate' }, { label: `${plural(ids.length, 'near-duplicate')} of ${item.take.shot} ${item.take.number} rejected` });
    if (step) this.app.notify(step.label, { once: 'decided', undo: () => this.app.takes.undo(step) });
  }
  async bulk(only) {
    const matching = this.matching, answer = await askBulk(this.app, matching, matching.length - this.items.length, only);
    if (!answer) return;
    const ids = [...new Set(matching.filter(t => t.verdict !== answer.kind || (answer.reason && t.reason !== answer.reason)).map(t => t.id))], step = ids.length && this.app.takes.decide(ids, answer);
    if (step) this.app.notify(step.label, { undo: () => this.app.takes.undo(step) });
    else this.app.notify('All of them were so already.');
  }

  markUsable(which, clear) {
    const take = this.current;
    if (!take || this.app.refused()) return;
    const frame = this.mode === 'single' ? this.single.player.frame : this.hover.playingKey === take.key ? this.hover.frame : null;
    if (frame == null && !clear) return this.app.notify('Open the take (Enter) or play it (Space) to mark a frame.', { once: 'mark' });
    let { start, count } = take.usable ?? { start: 0, count: take.frames }, end = start + count;
    if (which === 'in') { start = clear ? 0 : frame; if (start >= end) end = take.frames; } else { end = clear ? take.frames : frame + 1; if (end <= start) start = 0; }
    const usable = start === 0 && end === take.frames ? null : { start, count: end - start };
    if (usable?.start === take.usable?.start && usable?.count === take.usable?.count) return;
    this.app.takes.decide([take.id], { kind: 'usable', usable });
    this.app.announce(usable ? `usable from frame ${start} to ${end - 1}` : 'all frames usable');
  }

  compare() {
    const ids = this.targets();
    if (this.selection.size > 1) { this.app.compare.clear(); for (const id of ids.slice(0, 4)) this.app.toggleCompare(id); this.app.emit('compare'); if (ids.length >= 2) this.app.go(`#compare/${ids.slice(0, 4).join(',')}`); }
    else if (ids[0]) this.app.toggleCompare(ids[0]);
  }
  openCompare() { if (this.app.compare.size > 1) this.app.go(`#compare/${[...this.app.compare].join(',')}`); else this.app.notify('Add two to four takes with C, then compare them.', { once: 'compare' }); }

  toggleAuto() { this.auto = !this.auto; keep('auto', this.auto); this.drawBar(); this.app.announce(`auto-advance ${this.auto ? 'on' : 'off'}`); }
  toggleWhy(on = !this.whyOpen) {
    this.whyWanted = on; this.whyInGrid = on && this.mode === 'grid' || (on && this.whyInGrid); keep('why', on);
    this.root.toggleAttribute('data-why', this.whyOpen);
    if (on && this.current) this.why.show(this.current);
  }
  openSide(on) { this.root.toggleAttribute('data-side', on); if (on) this.side.el.querySelector('button')?.focus(); }
  zoom(size) { this.size = Math.max(130, Math.min(460, size)); keep('size', this.size); this.hover.drop(); this.grid.zoom(this.size); this.drawBar(); }
  full() { if (document.fullscreenElement) document.exitFullscreen(); else { if (this.mode === 'grid') this.toSingle(); document.documentElement.requestFullscreen?.().catch(() => {}); } }
  nextShot(way) {
    const here = this.current?.shot;
    let at = this.index;
    while (this.items[at + way] && this.items[at].take.shot === here) at += way;
    if (way < 0) while (this.items[at - 1]?.take.shot === this.items[at].take.shot) at--;
    this.focus(at);
  }

  listenGrid() {
    const { el } = this.grid;
    el.addEventListener('click', event => {
      const cell = event.target.closest('.cell');
      if (!cell) return;
      if (event.target.closest('.cell-stack')) return this.toggleStack(cell.index);
      if (event.pointerType === 'touch' && cell.index === this.index && !this.selection.size) return this.toSingle(cell.index);
      this.verdicts.finish();
      this.select(cell.index, { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey });
      if (event.pointerType === 'touch') this.hover.start(cell);
    });
    el.addEventListener('dblclick', event => { const cell = event.target.closest('.cell'); if (cell && !event.target.closest('.cell-stack')) this.toSingle(cell.index); });
    swipe(el, { active: () => !this.app.readOnly, start: event => event.target.closest('.cell'), right: cell => { this.focus(cell.index); this.verdicts.act('pick'); }, left: cell => { this.focus(cell.index); this.verdicts.act('reject'); } });
  }
}
