import { h, icon, fill, number, plural } from './dom.js';
import { states, everything } from './list.js';

/** The line above the grid: search, what is filtered, order, size, what to do with the whole list. */
export function bar(app, hooks) {
  const search = h('input.field', { type: 'search', placeholder: 'Search prompts, notes, tags', ariaLabel: 'Search (/)', title: 'Search ( / )', oninput: () => hooks.set({ text: search.value }) });
  search.addEventListener('keydown', event => { if (event.key === 'Enter') search.blur(); if (event.key === 'Escape') { event.stopPropagation(); if (search.value) { search.value = ''; hooks.set({ text: '' }); } search.blur(); } });
  const sort = h('select.field', { ariaLabel: 'Order', title: 'Order', onchange: () => { hooks.set({ sort: sort.value }); sort.blur(); } },
    [['shot', 'By shot'], ['best', 'By shot, best first'], ['score', 'By score'], ['stars', 'By stars'], ['time', 'Newest first'], ['like', 'Like the selected take']].map(([value, words]) => h('option', { value }, words)),
    h('optgroup', { label: 'By one measure' }, app.project.scores.map(({ name }) => h('option', { value: `by ${name}` }, name))));
  const stacks = h('button.button.bare', { ariaPressed: 'true', title: 'Near-duplicates in stacks; S opens one', onclick: () => hooks.set({ stacks: !hooks.filter().stacks }) }, icon('stack'), h('span.words', {}, 'Stacks'));
  const auto = h('button.button.bare', { title: 'Go on to the next undecided take after P, X and U (A)', onclick: () => hooks.toggleAuto() }, icon('right'), h('span.words', {}, 'Auto-advance'));
  const size = h('input.bar-size', { type: 'range', min: 130, max: 460, step: 10, value: hooks.size(), ariaLabel: 'Size of the pictures', title: 'Size of the pictures ( + and − )', oninput: () => hooks.zoom(Number(size.value)), onchange: () => size.blur() });
  const count = h('span.bar-count', { role: 'status' }), chips = h('div.bar-chips'), moved = h('button.chip.bar-moved', { title: 'Filter and sort again (R)', onclick: () => hooks.relist() });
  const all = h('button.button.bare', { title: 'Decide about the whole list', onclick: () => hooks.bulk() }, h('span', {}, 'Decide all…'));
  const el = h('div.bar', { role: 'toolbar', ariaLabel: 'List' },
    h('button.button.bare.bar-filter', { ariaLabel: 'Filters', onclick: () => hooks.openSide() }, icon('filter'), h('span.words', {}, 'Filters')),
    count, chips, moved, h('div.bar-space'), search, sort, stacks, auto, size, all);

  function draw({ items, matching, unfit, selected }) {
    const filter = hooks.filter(), closed = matching.length - items.length;
    fill(count, selected > 1 ? h('b', {}, `${number(selected)} selected`) : h('b', {}, plural(matching.length, 'take')), selected > 1 ? null : closed > 0 ? h('span.quiet.words', {}, `, ${number(closed)} in stacks`) : null);
    const chip = (words, part) => h('button.chip', { ariaLabel: `${words}: remove this filter`, onclick: () => hooks.set(part) }, words, icon('close'));
    fill(chips, filter.shot ? chip(filter.shot, { shot: '' }) : null, filter.state !== 'all' ? chip(states.find(([id]) => id === filter.state)[1].toLowerCase(), { state: 'all' }) : null,
      filter.stars ? chip(`${'★'.repeat(filter.stars)}${filter.stars < 5 ? ' and up' : ''}`, { stars: 0 }) : null, filter.score ? chip(`score ≥ ${filter.score.toFixed(2)}`, { score: 0 }) : null,
      filter.generator ? chip(filter.generator, { generator: '' }) : null, filter.tag ? chip(`# ${filter.tag}`, { tag: '' }) : null);
    moved.hidden = !unfit; fill(moved, `${number(unfit)} no longer match`, h('span.quiet', {}, 'refresh'));
    if (document.activeElement !== search) search.value = filter.text;
    sort.value = filter.sort; stacks.setAttribute('aria-pressed', filter.stacks); auto.setAttribute('aria-pressed', hooks.auto()); size.value = hooks.size();
    all.disabled = !matching.length || app.readOnly;
  }
  return { el, draw, search };
}

/** What is shown when nothing matches. */
export function nothing(app, filter, set) {
  if (!app.takes.all.length) return h('div.empty', {}, h('h2', {}, 'No takes yet'), h('p', {}, 'They appear here as soon as a build has made some. Start one under Build, or with `mv build`.'), h('a.button', { href: '#build' }, 'Go to Build'));
  if (filter.state === 'undecided' && !filter.text) return h('div.empty', {}, h('h2', {}, filter.shot ? `Everything of ${filter.shot} is decided` : 'Everything is decided'), h('p', {}, 'What was picked goes into the next cut.'), h('button.button', { onclick: () => set(everything()) }, 'Show all takes'));
  return h('div.empty', {}, h('h2', {}, 'Nothing matches'), h('p', {}, 'No take has all of what the filters ask for.'), h('button.button', { onclick: () => set(everything()) }, 'Show all takes'));
}
