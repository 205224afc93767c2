import { h, icon, fill, number } from './dom.js';
import { states, inState, everything } from './list.js';

/** Filters at the left: states, shots with their progress, stars, score, generator, tags. hooks: filter(), set(part), close(). */
export function sidebar(app, hooks) {
  const stateList = h('div.side-list', { role: 'group', ariaLabel: 'State' }), shotList = h('div.side-list', { role: 'group', ariaLabel: 'Shots' });
  const stars = h('div.side-stars', { role: 'group', ariaLabel: 'Stars at least' }, [1, 2, 3, 4, 5].map(n => h('button.star', { ariaLabel: `at least ${n}`, onclick: () => hooks.set({ stars: hooks.filter().stars === n ? 0 : n }) }, icon('star'))));
  const score = h('input', { type: 'range', min: 0, max: 1, step: .05, value: 0, id: 'score-min', oninput: () => hooks.set({ score: Number(score.value) }), onchange: () => score.blur() });
  const scoreWords = h('output.quiet', { htmlFor: 'score-min' });
  const generator = h('select.field', { ariaLabel: 'Generator', onchange: () => { hooks.set({ generator: generator.value }); generator.blur(); } });
  const tags = h('div.side-tags', { role: 'group', ariaLabel: 'Tags' }), generatorBox = h('div.side-row', {}, h('label', {}, 'Generator'), generator), tagBox = h('div.side-section', {}, h('h2', {}, 'Tags'), tags);
  const clear = h('button.button.small', { onclick: () => hooks.set({ ...everything(), sort: hooks.filter().sort, stacks: hooks.filter().stacks }) }, 'Show all');
  const el = h('aside.side', { ariaLabel: 'Filters' },
    h('div.side-head', {}, h('h2', {}, 'Filters'), h('button.button.bare.square', { ariaLabel: 'Close', onclick: () => hooks.close() }, icon('close'))),
    stateList, h('div.side-section', {}, h('h2', {}, 'Shots'), shotList),
    h('div.side-section', {}, h('div.side-row', {}, h('span', { ariaHidden: 'true' }, 'Stars'), stars), h('div.side-row', {}, h('label', { htmlFor: 'score-min' }, 'Score'), score, scoreWords), generatorBox),
    tagBox, h('div.side-foot', {}, clear));

  function row(list, key, label, on, count, extra) {
    let button = list.rows?.get(key);
    list.rows ??= new Map();
    if (!button) { button = h('button.side-item', { onclick: () => on() }, h('span.side-label', {}, label), h('span.side-count')); if (extra) button.append(extra); list.rows.set(key, button); list.append(button); }
    if (button.children[1].textContent !== count) button.children[1].textContent = count;
    return button;
  }

  function draw() {
    const filter = hooks.filter(), { takes } = app, counts = Object.fromEntries(states.map(([id]) => [id, 0])), tagCounts = new Map(), generators = new Set();
    for (const take of takes.all) {
      generators.add(take.generator);
      for (const tag of take.tags) tagCounts.set(tag, (tagCounts.get(tag) ?? 0) + 1);
      if (filter.shot && take.shot !== filter.shot) continue;
      for (const [id] of states) if (inState[id](take)) counts[id]++;
    }
    for (const [id, label] of states) {
      const button = row(stateList, id, label, () => hooks.set({ state: id }), number(counts[id]));
      button.setAttribute('aria-pressed', filter.state === id);
      button.hidden = !counts[id] && filter.state !== id && !['undecided', 'picked', 'rejected'].includes(id);
    }
    const progress = takes.progress();
    row(shotList, '', 'All shots', () => hooks.set({ shot: '' }), `${number(progress.decided)}/${number(progress.all)}`).setAttribute('aria-pressed', !filter.shot);
    for (const shot of app.project.shots) {
      const count = progress.shots.get(shot.id);
      if (!count) continue;
      const button = row(shotList, shot.id, shot.id, () => hooks.set({ shot: hooks.filter().shot === shot.id ? '' : shot.id }), `${count.decided}/${count.all}`, h('span.side-meter', {}, h('i.picked'), h('i')));
      button.title = `${shot.id}: ${count.decided} of ${count.all} decided, ${count.picked} picked${shot.wanted ? ` of ${shot.wanted}` : ''}. ${shot.prompt}`;
      button.setAttribute('aria-pressed', filter.shot === shot.id);
      button.classList.toggle('done', count.all > 0 && count.decided === count.all);
      const [picked, rest] = button.lastChild.children;
      picked.style.width = `${count.all ? count.picked / count.all * 100 : 0}%`; rest.style.width = `${count.all ? (count.decided - count.picked) / count.all * 100 : 0}%`;
    }
    [...stars.children].forEach((star, i) => { star.classList.toggle('lit', i < filter.stars); star.setAttribute('aria-pressed', i + 1 === filter.stars); });
    score.value = filter.score; scoreWords.textContent = filter.score ? `≥ ${filter.score.toFixed(2)}` : 'any';
    const names = ['', ...[...generators].filter(Boolean).sort()].join('\n');
    if (generator.names !== names) { generator.names = names; fill(generator, names.split('\n').map(name => h('option', { value: name }, name || 'any'))); }
    generator.value = filter.generator; generatorBox.hidden = generators.size < 2;
    const tagNames = [...tagCounts].sort(([a], [b]) => a.localeCompare(b)), signature = JSON.stringify([tagNames, filter.tag]);
    if (tags.signature !== signature) {
      tags.signature = signature;
      fill(tags, tagNames.map(([tag, n]) => h('button.chip', { ariaPressed: filter.tag === tag, onclick: () => hooks.set({ tag: hooks.filter().tag === tag ? '' : tag }) }, tag, h('span.quiet', {}, n))));
    }
    tagBox.hidden = !tagNames.length;
    clear.hidden = JSON.stringify({ ...filter, sort: 0, stacks: 0 }) === JSON.stringify({ ...everything(), sort: 0, stacks: 0 });
  }
  return { el, draw };
}
