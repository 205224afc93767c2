import { h, icon, fill } from './dom.js';
import { api } from './api.js';
import { describe } from './list.js';

/** One side of the comparison. hooks: choose, act, stars, keep, remove; all with the side's index. */
export function makePane(take, i, hooks) {
  const video = h('video', { muted: true, playsInline: true, preload: 'auto', tabIndex: -1, 'aria-hidden': 'true' });
  if (take.proxy) video.src = api.proxy(take.id);
  const mark = h('span.cell-mark'), frame = h('span.mono.quiet'), words = h('span.pane-words');
  const verdicts = [['reject', 'Reject'], ['unset', 'Undecided'], ['pick', 'Pick']].map(([kind, word]) => h(`button.button.square.${kind}`, { ariaLabel: word, title: word, ariaPressed: 'false', data: { kind }, onclick: () => hooks.act(kind, i) }, icon(kind)));
  let shown = 0;
  const stars = [1, 2, 3, 4, 5].map(n => h('button.star', { ariaLabel: `${n} star${n > 1 ? 's' : ''}`, title: `Shift+${n}`, ariaPressed: 'false', onclick: () => hooks.stars(shown === n ? 0 : n, i) }, icon('star')));
  const el = h('section.pane', { onclick: event => { if (!event.target.closest('button')) hooks.choose(i); } },
    h('div.pane-head', {}, h('kbd', {}, i + 1), h('b', {}, `${take.shot} ${take.number}`), take.kept ? h('span.kept-dot', { title: 'kept by the selection' }) : null, h('span.muted', {}, take.quality != null ? take.quality.toFixed(2) : take.state), frame,
      h('button.button.bare.square.small', { ariaLabel: 'Take it out of the comparison', title: 'Take out (Backspace)', onclick: () => hooks.remove(i) }, icon('close'))),
    h('div.pane-pic', {}, take.proxy ? h('img', { src: api.still(take.id), alt: '' }) : h('div.cell-blank', {}, take.state === 'broken' ? 'broken file' : 'still being prepared'), video, mark),
    h('div.pane-foot', {}, verdicts, h('div.stars', { role: 'group', ariaLabel: 'Stars' }, stars), words, h('button.button.pane-keep', { title: 'Keep this, reject the others (Enter)', onclick: () => hooks.keep(i) }, 'Keep this', h('span.words', {}, ', reject the others'))));
  return { el, video, take, frame, mark, words, verdicts, stars, set shown(n) { shown = n; } };
}

export function fillPane(pane, take, active, app) {
  if (!take) return;
  pane.el.dataset.verdict = take.verdict; pane.el.classList.toggle('active', active);
  pane.el.setAttribute('aria-label', describe(take)); pane.el.setAttribute('aria-current', active);
  fill(pane.mark, take.verdict === 'unset' ? null : icon(take.verdict));
  for (const button of pane.verdicts) { button.setAttribute('aria-pressed', button.dataset.kind === take.verdict); button.disabled = app.readOnly; }
  pane.stars.forEach((star, i) => { star.classList.toggle('lit', i < take.stars); star.setAttribute('aria-pressed', i + 1 === take.stars); });
  pane.shown = take.stars;
  fill(pane.words, take.verdict === 'reject' ? h('span.reason-words', {}, take.reason) : null);
}
