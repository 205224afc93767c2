import { h, icon, plural, fill } from './dom.js';

/** Letters for the reasons: the first of each word that is still free. */
export function letters(reasons) {
  const used = new Set();
  return reasons.map(({ word }) => { const letter = [...word.toLowerCase()].find(c => /[a-z]/.test(c) && !used.has(c)) ?? ''; used.add(letter); return letter; });
}

/** Turns keys and buttons into decisions; asks for the reason of a reject. hooks: targets() -> ids, done(kind, ids), host: element. */
export class Verdicts {
  constructor(app, hooks) {
    this.app = app; this.hooks = hooks; this.asking = null;
    this.letters = letters(app.project.reasons);
    this.box = h('div.reasons', { role: 'group', ariaLabel: 'Reason for rejecting', hidden: true });
    hooks.host.append(this.box);
  }

  /** Handles P X U 0–5 and everything while a reason is asked for. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (this.asking) return this.answer(event);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.shiftKey) return false;
    if (key === 'p') return this.act('pick');
    if (key === 'x') return this.act('reject');
    if (key === 'u') return this.act('unset');
    if (/^[0-5]$/.test(key)) return this.stars(Number(key));
    return false;
  }

  act(kind, ids = this.hooks.targets()) {
    if (this.app.refused() || !ids.length) return true;
    const { takes } = this.app, fresh = ids.filter(id => takes.byId.get(id)?.verdict !== kind);
    this.close();
    const step = fresh.length ? takes.decide(fresh, { kind }) : null;
    const words = { pick: 'picked', reject: 'rejected', unset: 'undecided' }[kind];
    this.app.announce(ids.length === 1 ? `${takes.name(ids[0])} ${words}` : `${plural(ids.length, 'take')} ${words}`);
    this.hooks.flash?.(kind, ids);
    if (kind === 'reject') this.ask(ids, step);
    else { this.tell(ids, step); this.hooks.done(kind, ids); }
    return true;
  }

  tell(ids, step) { if (step && ids.length > 1) this.app.notify(step.label, { once: 'decided', undo: () => { const undone = this.app.takes.undo(step); if (undone) this.app.emit('undone', undone); } }); }

  stars(stars, ids = this.hooks.targets()) {
    if (this.app.refused() || !ids.length) return true;
    const fresh = ids.filter(id => this.app.takes.byId.get(id)?.stars !== stars);
    if (fresh.length) this.tell(ids, this.app.takes.decide(fresh, { kind: 'stars', stars }));
    this.app.announce(`${ids.length === 1 ? this.app.takes.name(ids[0]) : plural(ids.length, 'take')}: ${stars ? plural(stars, 'star') : 'no stars'}`);
    return true;
  }

  ask(ids, step) {
    this.asking = { ids, step };
    const { reasons } = this.app.project, current = ids.length === 1 ? this.app.takes.byId.get(ids[0]).reason : '';
    const own = h('input.field', { type: 'text', placeholder: 'in your own words', ariaLabel: 'Reason in your own words', value: reasons.some(r => r.word === current) ? '' : current });
    own.addEventListener('keydown', event => {
      if (event.key === 'Enter') { event.preventDefault(); own.blur(); this.choose(own.value.trim()); }
      if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); own.blur(); this.finish(); }
    });
    fill(this.box,
      h('div.reasons-head', {}, h('span', {}, icon('reject'), ids.length === 1 ? `${this.app.takes.name(ids[0])} rejected. Why?` : `${plural(ids.length, 'take')} rejected. Why?`), h('button.button.small.bare', { onclick: () => this.finish() }, 'No reason ', h('kbd', {}, 'Enter'))),
      h('div.reasons-list', {}, reasons.map(({ word, meaning }, i) => {
        const at = word.toLowerCase().indexOf(this.letters[i]);
        return h('button.reason', { title: meaning, ariaPressed: current.split(':')[0] === word, ariaLabel: `${word}: ${meaning}`, onclick: () => this.choose(word) },
          h('kbd', {}, (i + 1) % 10), h('span', {}, word.slice(0, at), h('u', {}, word.slice(at, at + 1)), word.slice(at + 1)));
      })), own);
    this.box.hidden = false;
    this.hooks.asking?.(true);
  }

  answer(event) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key, { reasons } = this.app.project;
    if (key === 'Enter' || key === ' ' || key === 'Escape') { this.finish(); return true; }
    if (key === 'z' ) { this.close(); return false; }
    const digit = /^[0-9]$/.test(key) ? (Number(key) + 9) % 10 : -1;
    const index = digit >= 0 ? digit : key.length === 1 && !event.shiftKey ? this.letters.indexOf(key) : -1;
    if (index >= 0 && reasons[index]) { this.choose(reasons[index].word); return true; }
    if (digit >= 0) return true;
    if (['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(key)) return false;
    this.close();
    return this.key(event);
  }

  choose(reason) {
    const { ids, step } = this.asking, { takes } = this.app;
    if (reason) {
      const fresh = ids.filter(id => takes.byId.get(id)?.reason !== reason);
      takes.decideMany(fresh.map(take => ({ take, kind: 'reject', reason })), { into: takes.steps.includes(step) ? step : undefined, label: ids.length === 1 ? `${takes.name(ids[0])}: rejected for ${reason}` : `${plural(ids.length, 'take')} rejected for ${reason}` });
      this.app.announce(`reason: ${reason}`);
    }
    this.finish();
  }

  finish() {
    const { ids, step } = this.asking ?? {};
    this.close();
    if (ids) { this.tell(ids, step); this.hooks.done('reject', ids); }
  }

  close() { if (!this.asking) return; this.asking = null; this.box.hidden = true; this.hooks.asking?.(false); }
}
