import { h, icon, fill, pad, rateOf } from './dom.js';
import { api } from './api.js';
import { Player } from './player.js';
import { scrubber } from './scrubber.js';
import { swipe } from './touch.js';
import { starText } from './cell.js';

/** One take, large: picture, scrubber, verdict, and a strip of its neighbours in the list. hooks: go(index), act(kind), stars(n), back(), mark(which), items(). */
export class Single {
  constructor(app, hooks) {
    this.app = app; this.hooks = hooks; this.take = null;
    this.player = new Player({ moved: () => this.tick() });
    this.scrub = scrubber({ seek: frame => this.player.seek(frame), grab: () => { this.was = this.player.running; this.player.stop(); }, release: () => { if (this.was) this.player.run(1); } });
    this.hud = h('div.hud', { ariaHidden: 'true' });
    this.blank = h('div.stage-blank'); this.mark = h('span.cell-mark');
    this.stage = h('div.stage', { role: 'group' }, this.player.el, this.blank, this.mark, this.hud,
      h('button.stage-side.left', { ariaLabel: 'Previous take', onclick: () => hooks.go(-1) }, icon('left')), h('button.stage-side.right', { ariaLabel: 'Next take', onclick: () => hooks.go(1) }, icon('right')));
    this.player.el.addEventListener('click', () => this.player.toggle());
    swipe(this.stage, { right: () => hooks.act('pick'), left: () => hooks.act('reject'), active: () => !app.readOnly });
    this.place = h('h2.single-place'); this.time = h('div.single-time.mono'); this.range = h('div.single-range.mono');
    this.playButton = h('button.button.bare.square', { ariaLabel: 'Play or pause', title: 'Play or pause (Space)', onclick: () => this.player.toggle() }, icon('pause'));
    this.verdicts = [['reject', 'Reject', 'X'], ['unset', 'Undecided', 'U'], ['pick', 'Pick', 'P']].map(([kind, word, key]) =>
      h(`button.button.verdict.${kind}`, { title: `${word} (${key})`, ariaPressed: 'false', data: { kind }, onclick: () => hooks.act(kind) }, icon(kind), h('span', {}, word)));
    this.stars = [1, 2, 3, 4, 5].map(n => h('button.star', { ariaLabel: `${n} star${n > 1 ? 's' : ''}`, ariaPressed: 'false', title: `${n} (key ${n}, 0 for none)`, onclick: () => hooks.stars(this.take?.stars === n ? 0 : n) }, icon('star')));
    this.reason = h('span.single-reason'); this.extra = h('span.single-extra');
    this.strip = h('div.strip', { role: 'group', ariaLabel: 'Neighbours in the list' });
    this.el = h('div.single', {},
      h('div.single-head', {}, h('button.button.bare', { title: 'Back to the grid (G or Esc)', onclick: () => hooks.back() }, icon('grid'), h('span', {}, 'Grid')), this.place, this.extra),
      this.stage,
      h('div.single-transport', {}, this.playButton, this.time, this.scrub.el, this.range,
        h('div.marks', {}, h('button.button.bare.small', { title: 'Usable from this frame (I)', onclick: () => hooks.mark('in') }, 'In'), h('button.button.bare.small', { title: 'Usable up to this frame (O)', onclick: () => hooks.mark('out') }, 'Out'))),
      h('div.single-verdict', {}, h('div.verdict-buttons', {}, this.verdicts), h('div.stars', { role: 'group', ariaLabel: 'Stars' }, this.stars), this.reason,
        h('div.single-more', {}, h('button.button.bare.square', { ariaLabel: 'Note', title: 'Note (N)', onclick: () => hooks.note() }, icon('note')), h('button.button.bare.square', { ariaLabel: 'Tags', title: 'Tags (T)', onclick: () => hooks.tags() }, icon('tag')),
          h('button.button.bare.square', { ariaLabel: 'Add to compare', title: 'Add to compare (C)', onclick: () => hooks.compare() }, icon('compare')), h('button.button.bare.square', { ariaLabel: 'Why', title: 'Why (W)', onclick: () => hooks.why() }, icon('why')),
          h('button.button.bare.square.only-wide', { ariaLabel: 'Full screen', title: 'Full screen (F)', onclick: () => hooks.full() }, icon('full')))),
      this.strip);
  }

  /** next: where a decision leads. */
  show(items, index, next) {
    const item = items[index];
    if (!item) return;
    this.items = items; this.index = index; this.take = item.take;
    this.player.show(item.take);
    this.player.preload([...new Set([items[next], items[index + 1], items[index + 2], items[index - 1]])].filter(Boolean).map(x => x.take));
    this.refresh();
    cancelAnimationFrame(this.stripSoon); this.stripSoon = requestAnimationFrame(() => this.drawStrip());
  }

  refresh() {
    const { take } = this;
    if (!take) return;
    if (take.proxy && !this.player.film_) this.player.show(take);
    this.el.dataset.verdict = take.verdict;
    this.stage.setAttribute('aria-label', `Picture of ${take.shot} take ${take.number}`);
    this.blank.hidden = take.proxy;
    this.blank.textContent = take.state === 'broken' ? 'This file is broken and cannot be played.' : 'The film for looking at is still being made. It comes by itself.';
    fill(this.place, h('b', {}, `${take.shot} ${take.number}`), h('span.quiet', {}, `${this.index + 1} of ${this.items.length}`));
    fill(this.extra, take.kept ? h('span.chip', {}, h('span.kept-dot'), 'kept') : null, take.quality != null ? h('span', { title: 'score' }, take.quality.toFixed(2)) : h('span.quiet', {}, take.state), this.app.compare.has(take.id) ? icon('compare', 'in the comparison') : null);
    fill(this.mark, take.verdict === 'unset' ? null : icon(take.verdict));
    for (const button of this.verdicts) { button.setAttribute('aria-pressed', button.dataset.kind === take.verdict); button.disabled = this.app.readOnly; }
    this.stars.forEach((star, i) => { star.classList.toggle('lit', i < take.stars); star.setAttribute('aria-pressed', i + 1 === take.stars); });
    fill(this.reason, take.verdict === 'reject' && take.reason ? h('span.reason-words', {}, take.reason) : null, take.tags.map(tag => h('span.chip', {}, tag)), take.note ? h('span.note-words', {}, icon('note'), take.note) : null);
    this.tick();
  }

  tick() {
    const { take, player } = this;
    if (!take || !this.el.isConnected) return;
    const frame = player.frame, rate = rateOf(take.rate);
    this.scrub.set(take, frame);
    this.time.textContent = `${pad(frame, String(take.frames).length)} / ${take.frames}`;
    const speed = player.speed, text = Math.abs(speed) > 1 || speed < 0 ? `${speed}×` : `${(take.frames / rate).toFixed(1)} s`, usable = take.usable;
    const words = usable && usable.count < take.frames ? `${usable.start}–${usable.start + usable.count - 1} usable · ${text}` : `${Number(rate.toFixed(2))} fps · ${text}`;
    if (this.range.textContent !== words) this.range.textContent = words;
    if (this.running !== player.running) { this.running = player.running; fill(this.playButton, icon(player.running ? 'pause' : 'play')); }
  }

  drawStrip() {
    if (!this.take) return;
    const around = Math.max(2, Math.floor(innerWidth / 2 / 104) + 1), from = Math.max(0, Math.min(this.index - around, this.items.length - 2 * around - 1)), cells = [];
    const old = new Map([...this.strip.children].map(cell => [cell.key, cell]));
    for (let i = from; i < Math.min(this.items.length, from + 2 * around + 1); i++) {
      const { take } = this.items[i];
      let cell = old.get(take.key);
      if (!cell || cell.proxy !== take.proxy) {
        cell = h('button.strip-cell', { tabIndex: -1, ariaLabel: `${take.shot} take ${take.number}`, onclick: () => this.hooks.jump(cell.index) },
          take.proxy ? h('img', { src: api.still(take.id), alt: '', draggable: false }) : null, h('span.cell-mark', {}), h('span.strip-stars'));
        cell.key = take.key; cell.proxy = take.proxy;
      }
      cell.index = i; cell.classList.toggle('here', i === this.index);
      cells.push(cell);
    }
    if (cells.length !== this.strip.children.length || cells.some((cell, i) => this.strip.children[i] !== cell)) this.strip.replaceChildren(...cells);
    this.paintStrip();
  }

  paintStrip() {
    for (const cell of this.strip.children) {
      const take = this.items[cell.index]?.take;
      if (!take) continue;
      if (cell.dataset.verdict !== take.verdict) { cell.dataset.verdict = take.verdict; fill(cell.children[cell.children.length - 2], take.verdict === 'unset' ? null : icon(take.verdict)); }
      const stars = starText(take.stars);
      if (cell.lastChild.textContent !== stars) cell.lastChild.textContent = stars;
    }
  }

  flash(kind, words) {
    fill(this.hud, icon(kind), words);
    this.hud.dataset.kind = kind;
    for (const running of this.hud.getAnimations()) running.cancel();
    this.hud.animate([{ opacity: 1 }, { opacity: 1, offset: .7 }, { opacity: 0 }], { duration: 1100 });
  }

  leave() { this.player.close(); this.take = null; this.strip.replaceChildren(); }
}
