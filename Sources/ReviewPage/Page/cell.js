import { h, icon, fill } from './dom.js';
import { api } from './api.js';
import { describe } from './list.js';

/** A cell of the grid, made once and filled again and again. */
export function makeCell() {
  const img = h('img', { alt: '', draggable: false, decoding: 'async' });
  const part = {
    img, pic: h('div.cell-pic'), blank: h('div.cell-blank'), mark: h('span.cell-mark'), reason: h('span.cell-reason'), stack: h('span.cell-stack'), usable: h('i.cell-usable'), playhead: h('i.cell-playhead'),
    name: h('span.cell-name'), stars: h('span.cell-stars'), signs: h('span.cell-signs'), score: h('span.cell-score'), compare: h('span.cell-compare', {}, icon('compare')),
  };
  part.pic.append(part.blank, img, part.mark, part.reason, part.compare, part.stack, part.usable, part.playhead);
  const el = h('div.cell', { role: 'option' }, part.pic, h('div.cell-foot', {}, part.name, part.stars, part.signs, part.score));
  img.onload = () => { img.hidden = false; };
  img.onerror = () => { img.hidden = true; };
  img.hidden = true;
  return Object.assign(el, { pieces: part, shown: {}, seat: {} });
}

export const starText = n => '★'.repeat(n);

/** Fills a cell; touches only what is different from before. */
export function fillCell(el, item, { focused, selected, comparing, measure }) {
  const { take, stack } = item, { pieces: part, shown } = el;
  el.item = item;
  if (shown.key !== take.key || shown.proxy !== take.proxy) {
    shown.key = take.key; shown.proxy = take.proxy;
    part.img.hidden = true;
    if (take.proxy) part.img.src = api.still(take.id); else part.img.removeAttribute('src');
    if (take.proxy && part.img.complete && part.img.naturalWidth) part.img.hidden = false;
    part.blank.textContent = take.state === 'broken' ? 'broken file' : take.proxy ? '' : 'still being prepared';
    part.name.textContent = `${take.shot} ${take.number}`;
  }
  const signature = `${take.verdict}|${take.reason}|${take.stars}|${take.note ? 1 : 0}|${take.tags}|${take.kept}|${take.quality}|${take.state}|${take.current}|${stack?.count}|${stack?.open}|${item.inside}|${take.usable?.start},${take.usable?.count}|${measure}`;
  if (shown.signature !== signature) {
    shown.signature = signature;
    el.dataset.verdict = take.verdict; el.dataset.state = take.state;
    el.classList.toggle('inside', !!item.inside); el.classList.toggle('unfolded', !!stack?.open && !item.inside); el.classList.toggle('has-stack', !!stack && !stack.open && !item.inside);
    if (shown.verdict !== take.verdict) { shown.verdict = take.verdict; fill(part.mark, take.verdict === 'unset' ? null : icon(take.verdict)); }
    part.reason.textContent = take.verdict === 'reject' ? take.reason : ''; part.reason.hidden = !part.reason.textContent;
    part.stars.textContent = starText(take.stars);
    const signs = `${!!take.note}${take.tags.length > 0}${take.kept}`;
    if (shown.signs !== signs) { shown.signs = signs; fill(part.signs, take.note ? icon('note') : null, take.tags.length ? icon('tag') : null, take.kept ? h('span.kept-dot', { title: 'kept by the selection' }) : null); }
    part.score.textContent = measure != null ? measure.toFixed(2) : take.quality != null ? take.quality.toFixed(2) : take.state === 'scored' ? '' : take.state;
    part.stack.hidden = !stack || !!item.inside;
    part.stack.textContent = stack ? (stack.open ? '−' : `+${stack.count - 1}`) : '';
    const cut = take.proxy && take.usable && take.usable.count < take.frames;
    part.usable.hidden = !cut;
    if (cut) { part.usable.style.left = `${take.usable.start / take.frames * 100}%`; part.usable.style.width = `${take.usable.count / take.frames * 100}%`; }
    el.setAttribute('aria-label', describe(take, item.inside ? null : stack));
  }
  if (shown.focused !== focused) { shown.focused = focused; el.classList.toggle('focused', focused); }
  if (shown.selected !== selected) { shown.selected = selected; el.classList.toggle('selected', selected); }
  if (shown.chosen !== (selected || focused)) { shown.chosen = selected || focused; el.setAttribute('aria-selected', shown.chosen); }
  if (shown.comparing !== comparing) { shown.comparing = comparing; part.compare.hidden = !comparing; }
}
