/** Builds an element: h('button.button', {onclick, ariaLabel: 'x', data: {id}}, 'text', node, [nodes], null) */
export function h(tag, ...rest) {
  const [name, ...classes] = tag.split('.');
  const el = document.createElement(name || 'div');
  if (classes.length) el.className = classes.join(' ');
  const isProps = x => x && typeof x === 'object' && !(x instanceof Node) && !Array.isArray(x);
  if (isProps(rest[0])) set(el, rest.shift());
  append(el, rest);
  return el;
}

export function set(el, props) {
  for (const [key, value] of Object.entries(props)) {
    if (value == null) continue;
    if (key === 'class') el.classList.add(...String(value).split(' ').filter(Boolean));
    else if (key === 'data') Object.assign(el.dataset, value);
    else if (key === 'style') Object.assign(el.style, value);
    else if (key === 'text') el.textContent = value;
    else if (/^on[A-Z]/.test(key)) el.addEventListener(key.slice(2).toLowerCase(), value);
    else if (key.startsWith('on') && typeof value === 'function') el.addEventListener(key.slice(2), value);
    else if (key.startsWith('aria') && !key.includes('-')) el.setAttribute('aria-' + key.slice(4).toLowerCase(), value);
    else if (key in el && !key.includes('-') && key !== 'list' && key !== 'role') el[key] = value;
    else if (value === true) el.setAttribute(key, '');
    else if (value !== false || key.startsWith('aria-')) el.setAttribute(key, value);
  }
  return el;
}

function append(el, children) {
  for (const child of children) {
    if (child == null || child === false) continue;
    if (Array.isArray(child)) append(el, child);
    else el.append(child instanceof Node ? child : String(child));
  }
}

/** Replaces an element's children. */
export function fill(el, ...children) { el.replaceChildren(); append(el, children); return el; }

const SVG = 'http://www.w3.org/2000/svg';
const shapes = {
  pick: 'M3 8.5l3.3 3.3L13 4.6', reject: 'M4 4l8 8M12 4l-8 8', unset: 'M4 8h8', close: 'M4 4l8 8M12 4l-8 8',
  play: 'M5 3.2v9.6l8-4.8z', pause: 'M5 3v10M11 3v10', star: 'M8 1.8l1.9 4 4.3.5-3.2 3 .9 4.4L8 11.5l-3.9 2.2.9-4.4-3.2-3 4.3-.5z',
  note: 'M3 3h10v7H8l-3 3v-3H3z', tag: 'M2.5 2.5h5l6 6-5 5-6-6zM5.2 5.2h.01', stack: 'M3 6.2h10v7H3zM4.6 3.8h6.8M6 1.6h4', compare: 'M2 3.5h5v9H2zM9 3.5h5v9H9z',
  filter: 'M2 4h12M4.2 8h7.6M6.5 12h3', grid: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z', single: 'M2 3.5h12v9H2z',
  undo: 'M5.5 3L2.5 6l3 3M2.8 6H9.5a3.7 3.7 0 010 7.4H6', help: 'M6 6a2 2 0 113 1.7c-.7.4-1 .8-1 1.6M8 12h.01', info: 'M8 7.5V12M8 4.4h.01', full: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  cut: 'M2 3v10M14 3v10M2 8h3.5M7.2 4.5v7M10.5 8H14', build: 'M2.5 12.5l5-5M9 2.5a3.2 3.2 0 00-2 4.2l2.3 2.3a3.2 3.2 0 004.2-2L11.3 9 7 4.7z', lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 015 0v2.5', pin: 'M8 9.5V14M5 2.5h6l-1 4 2 3H4l2-3z',
  warn: 'M8 2.2l6 11H2zM8 6.5v3M8 11.5h.01', film: 'M2 3h12v10H2zM5 3v10M11 3v10', sound: 'M3 6.2h2L8 3.5v9L5 9.8H3zM10.5 5.8a3 3 0 010 4.4', mute: 'M3 6.2h2L8 3.5v9L5 9.8H3zM10.5 6.5l3 3M13.5 6.5l-3 3', more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  left: 'M10 3L5 8l5 5', right: 'M6 3l5 5-5 5', down: 'M3 6l5 5 5-5', search: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.5 10.5L14 14', why: 'M2.5 13V8M6.2 13V3M9.8 13V6.5M13.5 13V10',
};
const solid = new Set(['play', 'star']);

/** A 16 px line icon; decorative unless a label is given. */
export function icon(name, label) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', solid.has(name) ? 'icon solid' : 'icon');
  if (label) { svg.setAttribute('role', 'img'); svg.setAttribute('aria-label', label); } else svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', shapes[name] ?? shapes.info);
  svg.append(path);
  return svg;
}

/** A text field that takes the keyboard for itself. */
export function isTyping(el) {
  if (!el) return false;
  if (el.isContentEditable || el.tagName === 'TEXTAREA' || el.tagName === 'SELECT') return true;
  return el.tagName === 'INPUT' && !['checkbox', 'radio', 'button', 'range', 'submit'].includes(el.type);
}

export const pad = (n, width = 2) => String(n).padStart(width, '0');
export const plural = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;
export const number = n => n.toLocaleString('en-US');
/** 64.5 -> 1:04.5 */
export function clock(seconds, digits = 1) {
  const m = Math.floor(seconds / 60), s = seconds - m * 60;
  return `${m}:${s.toFixed(digits).padStart(digits ? digits + 3 : 2, '0')}`;
}
/** Millionths of a dollar in words. */
export const money = micro => micro == null ? '' : micro === 0 ? 'free' : `$${(micro / 1e6).toFixed(micro < 1e5 ? 3 : 2)}`;
export const rateOf = rate => { const [a, b] = String(rate ?? 24).split('/').map(Number); return a / (b || 1) || 24; };
export function when(ms) {
  const date = new Date(ms), today = new Date();
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  return date.toDateString() === today.toDateString() ? time : `${date.getDate()} ${date.toLocaleString('en', { month: 'short' })} ${date.getFullYear()} ${time}`;
}
export const bytes = n => n >= 1e9 ? `${(n / 1e9).toFixed(1)} GB` : n >= 1e6 ? `${(n / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(n / 1e3))} kB`;
