import { Queue } from './queue.js';
import { plural } from './dom.js';

/** @typedef {{id:string, key:string, shot:string, number:number, state:string, verdict:string, reason:string, stars:number, note:string,
 *   usable:{start:number,count:number}|null, tags:string[], quality:number|null, rank:number, kept:boolean, like:string|null, frames:number, rate:string, proxy:boolean}} Take */

const fieldOf = kind => kind === 'stars' || kind === 'note' || kind === 'usable' ? kind : 'verdict';
const same = (a, b) => a === b || !!a && !!b && typeof a === 'object' && a.start === b.start && a.count === b.count;
const verbs = { pick: 'picked', reject: 'rejected', unset: 'set back to undecided', stars: 'stars', note: 'note', usable: 'usable range', tags: 'tags' };

/** All takes with their verdicts: what is decided shows at once, is sent in order, and can be undone step by step. */
export class Takes {
  constructor(api, project, notify) {
    this.project = project; this.notify = notify;
    this.all = []; this.byId = new Map(); this.rowsById = new Map(); this.byKey = new Map();
    this.decision = 0; this.prompts = []; this.steps = []; this.own = new Map(); this.news = []; this.listeners = new Map();
    this.queue = new Queue(api, () => this.emit('unsaved'));
  }

  on(name, fn) { if (!this.listeners.has(name)) this.listeners.set(name, new Set()); this.listeners.get(name).add(fn); return () => this.listeners.get(name).delete(fn); }
  emit(name, value) { for (const fn of this.listeners.get(name) ?? []) fn(value); }

  load(answer) {
    const was = this.rowsById, shots = new Map(this.project.shots.map((shot, i) => [shot.id, i]));
    this.prompts = answer.prompts; this.decision = answer.decision; this.rowsById = new Map(); this.byId = new Map(); this.byKey = new Map();
    this.all = answer.takes.map(raw => {
      const take = { number: 0, state: 'scored', verdict: 'unset', reason: '', stars: 0, note: '', tags: [], quality: null, rank: 0, kept: false, active: false, current: false,
        why: '', like: null, generator: '', model: null, prompt: -1, seed: '', cost: null, usable: null, print: '', decision: 0, proxy: false, rate: '24', frames: 1, seconds: 0, ...raw };
      take.key = `${take.shot}/${take.id}`; take.order = shots.get(take.shot) ?? 999;
      const before = was.get(take.id)?.[0];
      if (before && this.queue.pending(take.id)) for (const name of ['verdict', 'reason', 'stars', 'note', 'usable', 'tags']) take[name] = before[name];
      // A film may have been told of while this list was on its way.
      if (before?.proxy) take.proxy = true;
      take.first = !this.rowsById.has(take.id);
      if (!take.first) this.rowsById.get(take.id).push(take); else { this.rowsById.set(take.id, [take]); this.byId.set(take.id, take); }
      this.byKey.set(take.key, take);
      return take;
    });
    for (const take of this.all) take.stack = `${take.shot}/${this.root(take).id}`;
    this.counts = null; this.emit('change', null);
    const came = this.all.filter(take => take.first && take.proxy && was.get(take.id)?.[0].proxy === false).map(take => take.id);
    if (came.length) this.emit('proxies', came);
  }

  /** The best of the takes this one is a near-duplicate of, or itself. */
  root(take) { for (let hops = 0; take.like && hops < 20; hops++) { const better = this.byId.get(take.like); if (!better || better === take) break; take = better; } return take; }
  /** How many small films are there. */
  get films() { return this.all.reduce((n, take) => n + (take.first && take.proxy), 0); }
  rows(id) { return this.rowsById.get(id) ?? []; }
  name(id) { const take = this.byId.get(id); return take ? `${take.shot} take ${take.number}` : id.slice(0, 8); }
  prompt(take) { return this.prompts[take.prompt] ?? ''; }
  changed(ids) { this.counts = null; this.emit('change', ids); }

  /** What is decided: {all, decided, picked, shots: Map shot -> the same}. */
  progress() {
    if (this.counts) return this.counts;
    const total = { all: 0, decided: 0, picked: 0, shots: new Map() };
    for (const take of this.all) {
      let shot = total.shots.get(take.shot);
      if (!shot) total.shots.set(take.shot, shot = { all: 0, decided: 0, picked: 0 });
      if (take.state === 'broken' || take.state === 'archived') continue;
      const decided = take.verdict === 'unset' ? 0 : 1, picked = take.verdict === 'pick' ? 1 : 0;
      shot.all++; shot.decided += decided; shot.picked += picked;
      if (take.first) { total.all++; total.decided += decided; total.picked += picked; }
    }
    return this.counts = total;
  }

  /** Tells of what was learnt since, if anything. */
  settled() { if (this.news.length) { const news = this.news; this.news = []; this.changed(news); } }

  decide(ids, decision, options) { return this.decideMany(ids.map(take => ({ take, ...decision })), options); }

  /** Decisions that belong together: one step of undo. `into`: the step they are added to (a reject and its reason). */
  decideMany(decisions, { label, into } = {}) {
    decisions = decisions.filter(d => this.byId.has(d.take));
    if (!decisions.length) return null;
    const step = into ?? { items: new Map(), decisions: [], jobs: [], label: '' };
    for (const d of decisions) {
      const row = this.byId.get(d.take), field = fieldOf(d.kind), slot = `${d.take} ${field}`;
      d.seen = row.decision;
      const fields = field === 'verdict' ? ['verdict', 'reason'] : [field];
      if (!step.items.has(slot)) step.items.set(slot, { take: d.take, before: Object.fromEntries(fields.map(f => [f, row[f]])) });
      const after = field === 'verdict' ? { verdict: d.kind, reason: d.kind === 'reject' ? d.reason ?? '' : '' } : { [field]: d[field] ?? (field === 'usable' ? null : field === 'note' ? '' : 0) };
      for (const each of this.rows(d.take)) Object.assign(each, after);
    }
    const first = decisions[0], what = first.kind === 'stars' ? (first.stars ? plural(first.stars, 'star') : 'no stars') : verbs[first.kind];
    step.label = label ?? (decisions.length === 1 ? `${this.name(first.take)}: ${what}` : `${plural(decisions.length, 'take')} ${what}`);
    if (!into) this.steps.push(step);
    const once = crypto.randomUUID?.() ?? String(Math.random());
    const job = {
      path: '/api/decisions', takes: new Set(decisions.map(d => d.take)),
      body: () => ({ once, decisions: decisions.map(d => ({ ...d, seen: Math.max(d.seen, this.own.get(d.take) ?? 0) })) }),
      done: answer => {
        for (const result of answer.results) {
          step.decisions.push(result.decision); this.own.set(result.take, result.decision);
          this.learn(result, job);
          if (result.overwrote) this.notify(`${this.name(result.take)}: ${result.overwrote}. Yours stands now.`, { kind: 'warn' });
        }
        this.decision = Math.max(this.decision, answer.decision ?? 0);
        this.settled();
      },
      failed: error => {
        for (const { take, before } of step.items.values()) if (!this.queue.pending(take, job)) for (const row of this.rows(take)) Object.assign(row, before);
        this.steps = this.steps.filter(x => x !== step);
        this.changed([...job.takes]);
        this.notify(`Not saved: ${step.label}. ${error.message}`, { kind: 'error' });
        this.emit('refetch');
      },
    };
    step.jobs.push(this.queue.push(job));
    this.changed([...job.takes]);
    return step;
  }

  /** Takes over the server's word about a take, unless something newer of ours is on its way. */
  learn({ take, decision, verdict }, job) {
    for (const row of this.rows(take)) row.decision = Math.max(row.decision, decision);
    if (!verdict || this.queue.pending(take, job)) return;
    const row = this.byId.get(take), news = { reason: '', note: '', stars: 0, usable: null, ...verdict };
    if (!row || Object.keys(news).every(name => same(row[name], news[name]))) return;
    for (const each of this.rows(take)) Object.assign(each, news);
    this.news.push(take);
  }

  tag(ids, add = [], remove = []) {
    const items = new Map(), gained = [], lost = [];
    for (const id of ids) {
      const row = this.byId.get(id);
      if (!row) continue;
      items.set(`${id} tags`, { take: id, before: { tags: row.tags } });
      if (add.some(t => !row.tags.includes(t))) gained.push(id);
      if (remove.some(t => row.tags.includes(t))) lost.push(id);
      const tags = [...new Set([...row.tags, ...add])].filter(t => !remove.includes(t)).sort();
      for (const each of this.rows(id)) each.tags = tags;
    }
    const step = { items, decisions: [], jobs: [], label: `tags of ${items.size === 1 ? this.name(ids[0]) : plural(items.size, 'take')}`, tags: { gained, lost, add, remove } };
    this.steps.push(step);
    step.jobs.push(this.sendTags(ids, add, remove, error => { this.steps = this.steps.filter(x => x !== step); this.notify(`Tags not saved. ${error.message}`, { kind: 'error' }); this.emit('refetch'); }));
    this.changed(ids);
  }

  sendTags(ids, add, remove, failed) {
    const takes = new Set(ids);
    const job = { path: '/api/tags', takes, body: () => ({ takes: ids, add, remove }), done: answer => { this.learnTags(answer.takes, job); }, failed };
    return this.queue.push(job);
  }

  learnTags(tags, job) {
    for (const [id, list] of Object.entries(tags)) if (!this.queue.pending(id, job)) for (const row of this.rows(id)) row.tags = list;
    this.changed(Object.keys(tags));
  }

  /** Takes the last step back; its label, or null. */
  undo(step = this.steps.at(-1)) {
    if (!step || !this.steps.includes(step)) return null;
    this.steps.splice(this.steps.indexOf(step), 1);
    const ids = new Set();
    for (const { take, before } of step.items.values()) { ids.add(take); for (const row of this.rows(take)) Object.assign(row, before); }
    const sent = step.jobs.filter(job => !this.queue.remove(job));
    if (sent.length && step.tags) {
      const { gained, lost, add, remove } = step.tags, failed = error => { this.notify(`Undo not saved. ${error.message}`, { kind: 'error' }); this.emit('refetch'); };
      if (gained.length) this.sendTags(gained, [], add, failed);
      if (lost.length) this.sendTags(lost, remove, [], failed);
    } else if (sent.length) {
      const job = {
        path: '/api/undo', takes: ids, body: () => ({ decisions: step.decisions }),
        done: answer => {
          for (const result of answer.results) { this.own.set(result.take, result.decision); this.learn(result, job); }
          for (const { take, words } of (answer.skipped ?? []).slice(0, 3)) this.notify(`${this.name(take)} was left as it is: ${words}`, { kind: 'warn' });
          if (answer.skipped?.length) this.emit('refetch');
          this.settled();
        },
        failed: error => { this.notify(`Undo not saved. ${error.message}`, { kind: 'error' }); this.emit('refetch'); },
      };
      this.queue.push(job);
    }
    this.changed([...ids]);
    return { label: step.label, takes: [...ids] };
  }

  /** What the server says others (or we) have decided. */
  heard(changes) {
    for (const change of changes) if (this.byId.has(change.take)) { this.learn(change); this.decision = Math.max(this.decision, change.decision); }
    this.settled();
  }

  ready(ids) { for (const id of ids) for (const row of this.rows(id)) row.proxy = true; this.emit('proxies', ids); }
}
