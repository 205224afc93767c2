import { h, icon, fill, money, when, clock } from './dom.js';
import { api } from './api.js';

/** The panel that says why: of what a take's score is made, what others said, where it comes from. hooks: go(id), close(). */
export function whyPanel(app, hooks) {
  const body = h('div.why-body'), title = h('h2', {}, 'Why');
  const el = h('aside.why', { ariaLabel: 'Why' }, h('div.why-head', {}, title, h('button.button.bare.square', { ariaLabel: 'Close (W)', title: 'Close (W)', onclick: () => hooks.close() }, icon('close'))), body);
  const known = new Map();
  let take = null, timer = null, wanted = null;

  function show(next) {
    if (!next) return;
    const same = take?.key === next.key;
    take = next;
    if (same && wanted === next.id && known.has(next.id)) return draw(known.get(next.id));
    wanted = next.id; clearTimeout(timer);
    if (known.has(next.id)) return draw(known.get(next.id));
    draw(null);
    timer = setTimeout(async () => {
      try {
        const answer = await api.get(`/api/takes/${next.id}`);
        known.set(next.id, answer);
        if (known.size > 60) known.delete(known.keys().next().value);
        if (wanted === next.id) draw(answer);
      } catch (error) { if (wanted === next.id) fill(body.querySelector('.why-late') ?? body, h('p.muted', {}, `Nothing more is known: ${error.message}`)); }
    }, 120);
  }

  function draw(detail) {
    const scroll = body.scrollTop, unfolded = body.querySelector('details')?.open;
    fill(title, `${take.shot} ${take.number}`);
    fill(body,
      take.why ? h('p.why-verdict', {}, take.kept ? h('span.kept-dot') : null, take.why) : null,
      take.like ? h('p.muted', {}, 'A near-duplicate of ', link(take.like)) : null,
      detail ? parts(detail) : h('div.why-late', {}, h('p.quiet', {}, '…')));
    const details = body.querySelector('details');
    if (details && unfolded) details.open = true;
    body.scrollTop = scroll;
  }

  const link = id => h('button.linklike', { onclick: () => hooks.go(id) }, app.takes.name(id));
  const section = (name, ...children) => h('section', {}, h('h3', {}, name), children);

  function parts(d) {
    const scores = [...(d.parts ?? [])].sort((a, b) => (b.weight ?? -1) - (a.weight ?? -1));
    return [
      d.defects?.length ? h('ul.why-defects', {}, d.defects.map(words => h('li', {}, icon('warn'), words))) : null,
      scores.length ? section(take.quality != null ? `Score ${take.quality.toFixed(2)}` : 'Measures', h('div.bars', {}, scores.map(bar))) : section('Score', h('p.muted', {}, take.state === 'broken' ? 'The file is broken.' : 'Not measured yet.')),
      d.opinions?.length ? section('Opinions', d.opinions.map(o => h('div.opinion', {}, h('div', {}, h('b', {}, o.name), h('span.quiet', {}, ` ${o.by}`), o.score != null ? h('span.opinion-score', {}, o.score.toFixed(2)) : null), o.words ? h('p.muted', {}, o.words) : null))) : null,
      d.neighbours?.length ? section('Looks like', h('div.neighbours', {}, d.neighbours.map(n => h('button.neighbour', { title: `${n.shot} take ${n.number}, ${n.distance} of 64 bits differ`, ariaLabel: `${n.shot} take ${n.number}`, onclick: () => hooks.go(n.id), data: { verdict: app.takes.byId.get(n.id)?.verdict ?? 'unset' } },
        app.takes.byId.get(n.id)?.proxy ? h('img', { src: api.still(n.id), alt: '', loading: 'lazy' }) : h('span.no-still'), h('span', {}, `${n.shot} ${n.number}`), h('span.quiet', {}, n.distance))))) : null,
      section('Prompt', h('p.prompt', {}, d.prompt), d.negative ? h('p.muted', {}, 'not: ', d.negative) : null, Object.keys(d.variant ?? {}).length ? h('p', {}, Object.entries(d.variant).map(([k, v]) => h('span.chip', {}, `${k} ${v}`))) : null),
      section('Made by', facts([
        ['generator', d.generator], ['model', d.model], ['seed', d.seed], ['cost', d.cost == null ? null : money(d.cost)], ['made', d.created ? when(d.created) : null],
        ['request', d.request ? `${d.request.id}${d.request.attempt > 1 ? `, attempt ${d.request.attempt}` : ''}` : null],
        ['picture', `${take.width} × ${take.height}, ${take.frames} frames, ${take.rate} fps`], ['intact', d.intact && d.intact.count < take.frames ? `frames ${d.intact.start} to ${d.intact.start + d.intact.count - 1}` : null],
        ['also of', d.alsoOf?.length ? d.alsoOf.join(', ') : null]])),
      d.uses?.length ? section('In the cut', h('ul', {}, d.uses.map(u => h('li', {}, h('a', { href: `#cut/${u.slot}` }, `slot ${u.slot}`), h('span.muted', {}, ` ${clock(u.start)} to ${clock(u.end)}`), u.film ? h('span.quiet', {}, ` ${u.film}`) : null)))) : null,
      d.history?.length ? section('History', h('ul.history', {}, d.history.slice(-12).reverse().map(e => h('li', {}, h('span', {}, e.words), h('span.quiet', {}, when(e.time)))))) : null,
      d.file ? section('File', h('p.path.mono', {}, d.file)) : null,
      d.recipe ? h('details', {}, h('summary', {}, 'Recipe as it was sent'), h('pre.mono', {}, d.recipe)) : null,
    ];
  }

  function bar(p) {
    const share = Math.max(0, Math.min(1, p.score ?? 0));
    const fillBar = h('i'); fillBar.style.width = `${share * 100}%`;
    return h('div.bar', { title: `${p.meaning}. Measured ${Number(p.raw?.toPrecision?.(3) ?? p.raw)}${p.weight != null ? `, weight ${p.weight}` : ', not in the score'}` },
      h('span.bar-name', {}, p.name), h('span.bar-line', { class: p.weight == null ? 'unused' : share < .35 ? 'low' : '' }, fillBar), h('span.bar-value', {}, share.toFixed(2)), h('span.bar-meaning', {}, p.meaning));
  }

  const facts = rows => h('dl.facts', {}, rows.filter(([, v]) => v).map(([k, v]) => [h('dt', {}, k), h('dd', {}, v)]));
  return { el, show, forget: ids => { if (!ids) known.clear(); else for (const id of ids) known.delete(id); } };
}
