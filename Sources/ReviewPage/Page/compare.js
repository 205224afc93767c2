import { h, icon, fill, clock, plural, rateOf } from './dom.js';
import { api } from './api.js';
import { Sync } from './sync.js';
import { Verdicts } from './verdicts.js';
import { scrubber } from './scrubber.js';
import { makePane, fillPane } from './pane.js';
import { askNote, askTags } from './asks.js';

export function mount(root, app) { return new Compare(root, app); }

const keys = [
  'Sides', ['1 … 4', 'choose a side; also ← →'], ['Backspace', 'take the side out'], ['Esc', 'back to Cull'],
  'Decide', ['P', 'pick this side'], ['X', 'reject it, then the reason'], ['U', 'back to undecided'], ['Shift+1 … Shift+5', 'stars, Shift+0 for none'], ['Enter', 'keep this one, reject the others'], ['N', 'note'], ['T', 'tags'], ['Z', 'undo'],
  'Play', ['Space', 'play, pause'], ['J K L', 'backwards, pause, forwards; again: faster'], [', .', 'a frame back, on'], ['M', 'sound on, off'], ['F', 'full screen'],
];

/** Two to four takes side by side on one clock, over a piece of the song. */
class Compare {
  constructor(root, app) {
    this.root = root; this.app = app; this.keys = keys; this.panes = []; this.ids = []; this.active = 0; this.slots = []; this.clips = [];
    root.classList.add('compare');
    this.sync = new Sync({ moved: () => this.tick() });
    this.sync.refused = () => { this.drawSound(); app.notify('The browser keeps the sound back until you have clicked or pressed a key here: M turns it on.', { once: 'sound' }); };
    this.slot = h('select.field', { ariaLabel: 'Piece of the song', onchange: () => { this.arrange(this.slot.value); this.slot.blur(); } });
    this.soundButton = h('button.button.bare', { onclick: () => this.toggleSound() });
    this.playButton = h('button.button.bare.square', { ariaLabel: 'Play or pause', title: 'Play or pause (Space)', onclick: () => this.sync.toggle() }, icon('play'));
    this.time = h('span.mono.compare-time');
    this.scrub = scrubber({ seek: frame => this.sync.seek((frame + .5) / this.line.rate), grab: () => { this.was = this.sync.speed; this.sync.pause(); }, release: () => { if (this.was) this.sync.play(1); } });
    this.title = h('h2.sr', {}, 'Compare'); this.body = h('div.panes'); this.none = h('div', { hidden: true });
    this.foot = h('div.compare-foot', {}, this.playButton, this.time, this.scrub.el, this.slot, this.soundButton);
    root.append(this.title, this.body, this.none, this.foot);
    this.verdicts = new Verdicts(app, { host: root, targets: () => this.ids[this.active] ? [this.ids[this.active]] : [], done() {}, asking() {} });
    app.takes.on('change', ids => { if (!root.hidden) { if (!ids && this.ids.some(id => !app.takes.byId.has(id))) this.choose(this.ids); else this.draw(); } });
    app.takes.on('proxies', ids => { if (ids.some(id => this.ids.includes(id)) && !root.hidden) this.choose(this.ids, true); });
    app.on('cut', () => { this.cut = undefined; });
    app.on('compare', () => { if (!root.hidden && [...app.compare].join() !== this.ids.join()) app.go(`#compare/${[...app.compare].join(',')}`, { replace: true }); });
  }

  show(params) {
    const ids = (params ? params.split(',') : [...this.app.compare]).filter(id => this.app.takes.byId.has(id)).slice(0, 4);
    const same = ids.join() === [...this.app.compare].join();
    if (!same) { this.app.compare.clear(); for (const id of ids) this.app.compare.add(id); this.app.emit('compare'); }
    if (ids.join() !== this.ids.join() || !this.panes.length) this.choose(ids);
    else this.draw();
  }
  hide() { this.sync.pause(); this.verdicts.finish(); this.close(); }
  close() { for (const pane of this.panes) { pane.video.removeAttribute('src'); pane.video.load(); } this.panes = []; this.ids = []; this.body.replaceChildren(); }

  async choose(ids) {
    const playing = this.sync.speed;
    this.sync.pause(); this.close();
    this.ids = ids; this.active = Math.min(this.active, Math.max(0, ids.length - 1));
    const enough = ids.length >= 2;
    this.none.hidden = enough; this.title.hidden = !enough; this.body.hidden = this.foot.hidden = !enough;
    if (!enough) {
      fill(this.none, h('div.empty', {}, h('h2', {}, 'Nothing to compare yet'), h('p', {}, 'In Cull, press ', h('kbd', {}, 'C'), ' on two to four takes, then ', h('kbd', {}, 'Shift+C'), '. They play here side by side, frame for frame, over their piece of the song.'),
        ids.length ? h('p', {}, `${this.app.takes.name(ids[0])} is in it already.`) : null, h('a.button', { href: '#cull' }, 'Go to Cull')));
      return;
    }
    this.body.dataset.count = ids.length;
    const hooks = { choose: i => this.pick(i), act: (kind, i) => { this.pick(i); this.verdicts.act(kind); }, stars: (n, i) => { this.pick(i); this.verdicts.stars(n); }, keep: i => { this.pick(i); this.keep(); }, remove: i => this.app.toggleCompare(this.ids[i]) };
    this.panes = ids.map((id, i) => makePane(this.app.takes.byId.get(id), i, hooks));
    this.body.append(...this.panes.map(pane => pane.el));
    this.draw();
    await this.loadCut();
    if (this.ids !== ids) return;
    const placed = this.clips.find(clip => ids.includes(clip.take));
    fill(this.slot, h('option', { value: '' }, 'whole takes, silent'),
      placed ? h('optgroup', { label: 'Where one of them is in the cut' }, this.clips.filter(clip => ids.includes(clip.take)).map(clip => this.option(clip, `, ${clip.shot} ${clip.number}`))) : null,
      this.clips.length ? h('optgroup', { label: 'Any slot' }, this.clips.map(clip => this.option(clip, ''))) : null);
    this.sync.sound = !!placed || this.sync.sound;
    this.arrange(placed ? String(placed.slot) : '');
    if (playing || !matchMedia('(prefers-reduced-motion: reduce)').matches) this.sync.play(1);
  }

  option(clip, more) { const slot = this.slots[clip.slot - 1]; return h('option', { value: clip.slot }, `slot ${clip.slot}, ${clock(slot.start)} to ${clock(slot.end)}${more}`); }

  async loadCut() {
    if (this.cut !== undefined) return;
    try { this.cut = await api.get('/api/cut'); } catch { this.cut = null; }
    this.slots = this.cut?.slots ?? []; this.clips = (this.cut?.clips ?? []).filter(clip => this.slots[clip.slot - 1]);
  }

  /** Puts all sides on one clock: over a slot of the cut, or over the whole takes. */
  arrange(value) {
    const slot = value ? this.slots[value - 1] : null, clip = slot && this.clips.find(c => c.slot === slot.number);
    this.slot.value = value;
    const sides = this.panes.map(({ take, video }) => {
      const rate = rateOf(take.rate);
      if (clip?.take === take.id) { const [a, b] = clip.speed.split('/').map(Number); return { take, video, offset: clip.source.start / rate, speed: a / (b || 1) || 1 }; }
      return { take, video, offset: (slot ? take.usable?.start ?? 0 : 0) / rate, speed: 1 };
    });
    const length = slot ? slot.end - slot.start : Math.max(...this.panes.map(({ take }) => take.frames / rateOf(take.rate)));
    const rate = slot ? rateOf(this.cut.rate) : Math.max(...sides.map(side => rateOf(side.take.rate)));
    this.line = { rate, frames: Math.max(1, Math.round(length * rate)) };
    this.sync.load(sides, length, slot ? { url: api.song, start: slot.start } : null);
    this.drawSound();
  }

  pick(index) { if (index >= this.ids.length) return; this.active = index; this.draw(); this.app.announce(`side ${index + 1}, ${this.app.takes.name(this.ids[index])}`); }

  keep() {
    if (this.app.refused() || this.ids.length < 2) return;
    const { takes } = this.app, best = this.ids[this.active], others = this.ids.filter(id => id !== best);
    const decisions = [...(takes.byId.get(best).verdict === 'pick' ? [] : [{ take: best, kind: 'pick' }]), ...others.filter(id => takes.byId.get(id).verdict !== 'reject').map(take => ({ take, kind: 'reject' }))];
    this.verdicts.close();
    const step = takes.decideMany(decisions, { label: `${takes.name(best)} kept, ${plural(others.length, 'other')} rejected` });
    this.app.announce(`${takes.name(best)} picked, ${plural(others.length, 'other')} rejected`);
    this.verdicts.ask(others, step);
  }

  draw() { this.panes.forEach((pane, i) => fillPane(pane, this.app.takes.byId.get(this.ids[i]), i === this.active, this.app)); }
  tick() {
    if (!this.line) return;
    const frame = Math.max(0, Math.min(this.line.frames - 1, Math.floor(this.sync.at * this.line.rate + .02)));
    this.scrub.set({ frames: this.line.frames, usable: null }, frame);
    this.time.textContent = `${clock(this.sync.at, 2)} / ${clock(this.sync.length, 2)}`;
    if (this.shownSpeed !== this.sync.speed) { this.shownSpeed = this.sync.speed; fill(this.playButton, icon(this.sync.speed ? 'pause' : 'play')); }
    for (const pane of this.panes) { const at = Math.min(pane.take.frames - 1, Math.floor(pane.video.currentTime * rateOf(pane.take.rate) + .02)); if (pane.at !== at) { pane.at = at; pane.frame.textContent = at; } }
  }
  drawSound() {
    const on = this.sync.sound && !!this.sync.song;
    fill(this.soundButton, icon(on ? 'sound' : 'mute'), h('span.words', {}, on ? 'Sound' : 'Silent'));
    this.soundButton.setAttribute('aria-pressed', on); this.soundButton.disabled = !this.sync.song;
    this.soundButton.title = this.sync.song ? 'Sound (M)' : 'Choose a slot to hear its piece of the song';
  }
  toggleSound() { if (!this.sync.song) return; this.sync.sound = !this.sync.sound; this.drawSound(); if (this.sync.speed) this.sync.play(this.sync.speed); }

  key(event) {
    const { verdicts, sync, app } = this, { key, code, shiftKey: shift } = event;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z') { verdicts.close(); app.undo(); return true; }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (verdicts.asking) { if (verdicts.key(event)) return true; }
    if (key === 'Escape') { app.go(document.fullscreenElement ? location.hash : '#cull'); return true; }
    if (!this.panes.length) return false;
    const digit = code.match(/^(?:Digit|Numpad)([0-5])$/)?.[1] ?? (/^[0-5]$/.test(key) ? key : null);
    if (digit && shift) return verdicts.stars(Number(digit));
    if (digit) { if (Number(digit) >= 1 && Number(digit) <= 4) this.pick(Number(digit) - 1); return true; }
    const action = {
      ' ': () => sync.toggle(), j: () => sync.shuttle(-1), k: () => sync.pause(), l: () => sync.shuttle(1), ',': () => sync.step(-1), '.': () => sync.step(1), m: () => this.toggleSound(), z: () => app.undo(),
      ArrowLeft: () => this.pick((this.active + this.ids.length - 1) % this.ids.length), ArrowRight: () => this.pick((this.active + 1) % this.ids.length), Enter: () => this.keep(),
      Home: () => sync.seek(0), End: () => sync.seek(sync.length), Backspace: () => app.toggleCompare(this.ids[this.active]), c: () => app.toggleCompare(this.ids[this.active]),
      n: () => askNote(app, [this.ids[this.active]]), t: () => askTags(app, [this.ids[this.active]]), f: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {}),
    }[key.length === 1 ? key.toLowerCase() : key];
    if (action && !shift) { action(); return true; }
    return verdicts.key(event);
  }
}
