import { askNote, askTags } from './asks.js';

export const helpKeys = [
  'Decide', ['P', 'pick'], ['X', 'reject, then a key for the reason: 1 to 9, 0 or its letter'], ['U', 'back to undecided'], ['1 … 5', 'stars, 0 for none'], ['I O', 'usable from, up to this frame; with Shift the mark is cleared'],
  ['N', 'note'], ['T', 'tags'], ['Z', 'undo the last step'], ['D', 'reject the others of the stack as duplicates'], ['Shift+P Shift+X Shift+U', 'the same for the whole list'],
  'Move', ['← ↑ → ↓', 'from take to take'], ['Home End', 'first, last'], ['[ ]', 'shot before, next shot'], ['Enter or G', 'one take large, grid'], ['Shift+arrow', 'select several; also Shift and Ctrl with a click'], ['Ctrl+A', 'select all'], ['S', 'open or close the stack'],
  'Play', ['Space', 'play, pause; in the grid what is played goes along'], ['J K L', 'backwards, pause, forwards; again: faster'], [', .', 'a frame back, on'], ['F', 'full screen'],
  'See', ['W', 'why: the score and where the take comes from'], ['C', 'add to the comparison'], ['Shift+C', 'compare'], ['/', 'search'], ['R', 'filter and sort again'], ['A', 'auto-advance on, off'], ['+ −', 'larger, smaller pictures'],
];

/** All keys of the Cull view; true when the key meant something. */
export function cullKeys(cull, event) {
  const { app, grid, single, hover, verdicts } = cull, { key, shiftKey: shift } = event, command = event.ctrlKey || event.metaKey, large = cull.mode === 'single';
  if (command) {
    const k = key.toLowerCase();
    if (k === 'a' && !large) { cull.selectAll(); return true; }
    if (k === 'z' && !shift) { verdicts.close(); app.undo(); return true; }
    return false;
  }
  if (event.altKey) return false;
  if (verdicts.key(event)) return true;
  if (/^(Arrow|Home$|End$|Page)/.test(key)) return move(cull, event, large);
  const { player } = single, frames = n => { if (large) player.step(n); };
  const simple = {
    ' ': () => large ? player.toggle() : hover.toggle(grid.cellAt(cull.index)), Enter: () => large ? cull.toGrid() : cull.toSingle(), Escape: () => escape(cull, large),
    ',': () => frames(-1), '.': () => frames(1), '/': () => { if (large) cull.toGrid(); cull.bar.search.focus(); cull.bar.search.select(); }, '[': () => cull.nextShot(-1), ']': () => cull.nextShot(1),
    '+': () => cull.zoom(cull.size + 40), '=': () => cull.zoom(cull.size + 40), '-': () => cull.zoom(cull.size - 40),
  }[key];
  if (simple) { simple(); return true; }
  const letter = key.length === 1 ? key.toLowerCase() : '';
  if (shift) {
    const action = { p: () => cull.bulk('pick'), x: () => cull.bulk('reject'), u: () => cull.bulk('unset'), i: () => cull.markUsable('in', true), o: () => cull.markUsable('out', true), c: () => cull.openCompare() }[letter];
    if (action) action();
    return !!action;
  }
  const action = {
    z: () => app.undo(), g: () => large ? cull.toGrid() : cull.toSingle(), f: () => cull.full(), n: () => askNote(app, cull.targets()), t: () => askTags(app, cull.targets()), c: () => cull.compare(), w: () => cull.toggleWhy(),
    s: () => cull.toggleStack(), d: () => cull.rejectRest(), a: () => cull.toggleAuto(), r: () => cull.relist(), i: () => cull.markUsable('in'), o: () => cull.markUsable('out'),
    j: () => large && player.shuttle(-1), k: () => large ? player.stop() : hover.drop(), l: () => large ? player.shuttle(1) : hover.toggle(grid.cellAt(cull.index)),
  }[letter];
  if (action) action();
  return !!action;
}

function move(cull, event, large) {
  const { key } = event;
  if (large) {
    const to = { ArrowLeft: cull.index - 1, ArrowUp: cull.index - 1, ArrowRight: cull.index + 1, ArrowDown: cull.index + 1, Home: 0, End: cull.items.length - 1, PageUp: cull.index - 10, PageDown: cull.index + 10 }[key];
    cull.focus(to);
    return true;
  }
  if (!cull.items.length) return false;
  const to = cull.grid.step(key);
  if (event.shiftKey) cull.select(to, { range: true }); else { if (cull.selection.size) cull.clearSelection(); cull.from = null; cull.focus(to); }
  return true;
}

function escape(cull, large) {
  if (cull.root.hasAttribute('data-side')) return cull.openSide(false);
  if (large) return cull.toGrid();
  if (cull.selection.size) return cull.clearSelection();
  cull.hover.drop();
}
