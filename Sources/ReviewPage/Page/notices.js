import { h, icon, fill } from './dom.js';

/** Short messages at the foot of the page, and the voice for screen readers. */
export class Notices {
  constructor(root, live) { this.root = root; this.live = live; this.kept = new Map(); this.named = new Map(); }

  announce(text) { clearTimeout(this.talk); this.talk = setTimeout(() => { this.live.textContent = ''; this.live.textContent = text; }, 60); }

  /** options: kind 'info' | 'warn' | 'error', undo: function, once: a name under which a newer one takes its place. */
  show(text, { kind = 'info', undo, once, action, seconds } = {}) {
    if (once) this.named.get(once)?.remove();
    const box = h(`div.notice.${kind}`, {}, kind === 'info' ? null : icon('warn'), h('p', {}, text),
      undo ? h('button.button.small', { onclick: () => { box.remove(); undo(); } }, 'Undo') : null,
      action ? h('button.button.small', { onclick: () => { box.remove(); action.run(); } }, action.label) : null,
      h('button.button.bare.small', { ariaLabel: 'Dismiss', onclick: () => box.remove() }, icon('close')));
    this.root.append(box);
    while (this.root.children.length > 4) this.root.firstElementChild.remove();
    if (once) this.named.set(once, box);
    this.announce(text);
    const life = (seconds ?? { info: 4, warn: 9, error: 14 }[kind] + (undo ? 4 : 0)) * 1000;
    let timer = setTimeout(() => box.remove(), life);
    box.onpointerenter = () => clearTimeout(timer);
    box.onpointerleave = () => { timer = setTimeout(() => box.remove(), 2500); };
    return box;
  }

  forget(name) { this.named.get(name)?.remove(); this.named.delete(name); }

  /** A message that stays until it is dropped. */
  keep(name, text, kind) {
    let box = this.kept.get(name);
    if (!box) { box = h(`div.notice.${kind}`, {}, icon('warn'), h('p')); this.kept.set(name, box); this.root.append(box); this.announce(text); }
    fill(box.querySelector('p'), text);
    box.style.paddingRight = '14px';
  }
  drop(name, farewell) {
    const box = this.kept.get(name);
    if (!box) return;
    box.remove(); this.kept.delete(name);
    if (farewell) this.show(farewell);
  }
}
