import { h, icon } from './dom.js';

/** Asks; resolves with the value of the chosen action, or null. */
export function dialog({ title, body, actions = [{ label: 'Close', value: null }], wide = false, className }) {
  return new Promise(resolve => {
    const box = h('dialog.dialog', { ariaLabel: title, class: [wide ? 'wide' : '', className ?? ''].join(' ') }), back = document.activeElement;
    let value = null;
    const close = chosen => { value = chosen; box.close(); };
    box.append(
      h('div.dialog-head', {}, h('h2', {}, title), h('button.button.bare.square', { type: 'button', ariaLabel: 'Close', onclick: () => close(null) }, icon('close'))),
      h('div.dialog-body', { tabIndex: actions.length ? null : 0 }, typeof body === 'string' ? h('p', {}, body) : typeof body === 'function' ? body(close) : body),
      actions.length ? h('div.dialog-foot', {}, actions.map(({ label, value: v, kind }) => h('button.button', {
        type: 'button', class: kind === 'primary' ? 'primary' : kind === 'danger' ? 'reject primary' : '',
        onclick: () => close(typeof v === 'function' ? v() : v) }, label))) : '');
    box.addEventListener('click', event => { if (event.target === box) close(null); });
    box.addEventListener('close', () => { box.remove(); if (back?.isConnected && back !== document.body) back.focus({ preventScroll: true }); resolve(value); });
    document.body.append(box);
    box.showModal();
    (box.querySelector('textarea, input[type="text"]') ?? box.querySelector('.dialog-foot .primary'))?.focus();
  });
}

export async function confirm({ title, text, yes = 'Yes', danger = false }) {
  return await dialog({ title, body: text, actions: [{ label: 'Cancel', value: null }, { label: yes, value: true, kind: danger ? 'danger' : 'primary' }] }) === true;
}

const everywhere = [['?', 'this list'], ['Alt+1 … Alt+4', 'Cull, Compare, Cut, Build'], ['Esc', 'close, go back'], ['Tab', 'to buttons and fields']];

/** The dialog that lists all keys; a view's keys: [[key, words] or 'heading', …]. */
export function help(app, current) {
  const sections = [];
  for (const item of [...(current?.view?.keys ?? []), 'Everywhere', ...everywhere]) {
    if (typeof item === 'string') sections.push({ title: item, rows: [] });
    else { if (!sections.length) sections.push({ title: 'Keys', rows: [] }); sections.at(-1).rows.push(item); }
  }
  const caps = text => text.split(/\s+(?=…)|(?<=…)\s+|\s+/).map(key => key === '…' || key === 'or' ? h('span.quiet', {}, key) : h('kbd', {}, key));
  return dialog({
    title: 'Keys', wide: true, actions: [],
    body: h('div.keys', {}, sections.map(({ title, rows }) => h('section', {}, h('h3', {}, title), h('dl', {}, rows.map(([key, words]) => [h('dt', {}, caps(key)), h('dd', {}, words)]))))),
  });
}
