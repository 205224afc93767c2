/** What the list of takes shows: filter, order and stacks, all on this side. */
export const everything = () => ({ shot: '', state: 'all', stars: 0, score: 0, generator: '', tag: '', text: '', sort: 'shot', stacks: true });

export const states = [
  ['all', 'All'], ['undecided', 'Undecided'], ['picked', 'Picked'], ['rejected', 'Rejected'], ['kept', 'Kept by the selection'], ['dropped', 'Not kept'],
  ['noted', 'With a note'], ['broken', 'Broken'], ['unscored', 'Not scored yet'], ['older', 'Of an older prompt'], ['archived', 'Archived'],
];

export const inState = {
  all: t => t.state !== 'archived',
  undecided: t => t.verdict === 'unset' && t.state !== 'broken' && t.state !== 'archived',
  picked: t => t.verdict === 'pick', rejected: t => t.verdict === 'reject',
  kept: t => t.kept, dropped: t => !t.kept && t.state === 'scored',
  noted: t => t.note !== '', broken: t => t.state === 'broken', unscored: t => t.state === 'unscored', older: t => !t.current && t.state !== 'archived', archived: t => t.state === 'archived',
};

export function wanted(filter, prompts) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean), lower = words.length ? prompts.map(p => p.toLowerCase()) : [];
  const test = inState[filter.state] ?? inState.all;
  return t => test(t) && (!filter.shot || t.shot === filter.shot) && t.stars >= filter.stars && (!filter.score || (t.quality ?? -1) >= filter.score)
    && (!filter.generator || t.generator === filter.generator) && (!filter.tag || t.tags.includes(filter.tag))
    && (!words.length || says(t, words, lower));
}

function says(t, words, prompts) {
  const text = `${t.shot} ${t.number} ${t.note} ${t.reason} ${t.tags.join(' ')} ${t.generator} ${t.model ?? ''} ${t.seed}`.toLowerCase(), prompt = prompts[t.prompt] ?? '';
  return words.every(w => text.includes(w) || prompt.includes(w) || t.id.startsWith(w));
}

function bits(n) { n -= (n >>> 1) & 0x55555555; n = (n & 0x33333333) + ((n >>> 2) & 0x33333333); return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24; }
/** How unlike two takes look: 0 the same, 64 nothing in common. */
export function unlikeness(a, b) {
  if (!a.print || !b.print) return 65;
  for (const t of [a, b]) if (t.high === undefined) { t.high = parseInt(t.print.slice(0, 8), 16) | 0; t.low = parseInt(t.print.slice(8), 16) | 0; }
  return bits(a.high ^ b.high) + bits(a.low ^ b.low);
}

const inOrder = (a, b) => a.order - b.order || a.number - b.number;
function sorter(sort, { measure, anchor }) {
  if (sort === 'score') return (a, b) => (b.quality ?? -1) - (a.quality ?? -1) || inOrder(a, b);
  if (sort === 'time') return (a, b) => (b.created ?? 0) - (a.created ?? 0) || inOrder(a, b);
  if (sort === 'stars') return (a, b) => b.stars - a.stars || (b.quality ?? -1) - (a.quality ?? -1) || inOrder(a, b);
  if (sort === 'like' && anchor) { const far = new Map(); const d = t => { let x = far.get(t); if (x === undefined) far.set(t, x = t === anchor ? -1 : unlikeness(anchor, t)); return x; }; return (a, b) => d(a) - d(b) || inOrder(a, b); }
  if (sort.startsWith('by ') && measure) return (a, b) => (measure[b.id] ?? -1) - (measure[a.id] ?? -1) || inOrder(a, b);
  if (sort === 'best') return (a, b) => a.order - b.order || (b.quality ?? -1) - (a.quality ?? -1) || inOrder(a, b);
  return inOrder;
}

/**
 * Filter, sort, stack. Returns {items, matching}: an item is {take, stack?: {name, count, open, takes}, inside?: true}.
 * In a stack the best stands on top; the others follow it only while it is open.
 */
export function arrange(store, filter, { measure = null, anchor = null, open = new Set() } = {}) {
  const found = store.all.filter(wanted(filter, store.prompts));
  if (filter.sort !== 'shot') found.sort(sorter(filter.sort, { measure, anchor }));
  if (!filter.stacks || filter.sort === 'like') return { items: found.map(take => ({ take })), matching: found };
  const stacks = new Map();
  for (const take of found) {
    const name = take.stack, stack = stacks.get(name);
    if (!stack) stacks.set(name, { name, takes: [take], best: take });
    else { stack.takes.push(take); if (!stack.best.like ? false : !take.like || (take.quality ?? -1) > (stack.best.quality ?? -1)) stack.best = take; }
  }
  const items = [];
  for (const take of found) {
    const stack = stacks.get(take.stack);
    if (stack.best !== take) continue;
    if (stack.takes.length === 1) { items.push({ take }); continue; }
    const isOpen = open.has(stack.name), info = { name: stack.name, count: stack.takes.length, open: isOpen, takes: stack.takes };
    items.push({ take, stack: info });
    if (isOpen) for (const other of stack.takes) if (other !== take) items.push({ take: other, stack: info, inside: true });
  }
  return { items, matching: found };
}

/** Words for screen readers: "window take 3, picked, 4 stars, score 0.71". */
export function describe(take, stack) {
  const verdict = { pick: 'picked', reject: take.reason ? `rejected for ${take.reason}` : 'rejected', unset: 'undecided' }[take.verdict];
  return [`${take.shot} take ${take.number}`, verdict, take.stars ? `${take.stars} star${take.stars > 1 ? 's' : ''}` : '', take.quality != null ? `score ${take.quality.toFixed(2)}` : take.state,
    take.kept ? 'kept' : '', take.note ? 'has a note' : '', stack && !stack.open ? `stack of ${stack.count}` : ''].filter(Boolean).join(', ');
}
