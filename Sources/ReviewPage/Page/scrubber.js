import { h } from './dom.js';

/** The line under the picture: where the take is, which of its frames are usable. hooks: seek(frame), grab(), release(). */
export function scrubber(hooks) {
  const range = h('i.scrub-range'), done = h('i.scrub-done'), knob = h('i.scrub-knob'), ticks = h('i.scrub-ticks');
  const el = h('div.scrub', { role: 'slider', tabIndex: 0, ariaLabel: 'Frame', 'aria-valuemin': '0' }, h('div.scrub-line', {}, ticks, range, done), knob);
  let frames = 1;
  const seek = event => { const box = el.getBoundingClientRect(); hooks.seek(Math.floor(Math.max(0, Math.min(.9999, (event.clientX - box.left) / box.width)) * frames)); };
  el.addEventListener('pointerdown', event => { if (event.button) return; el.setPointerCapture(event.pointerId); el.classList.add('grabbed'); hooks.grab(); seek(event); });
  el.addEventListener('pointermove', event => { if (el.hasPointerCapture(event.pointerId)) seek(event); });
  el.addEventListener('pointerup', () => { el.classList.remove('grabbed'); hooks.release(); el.blur(); });
  // With the focus on the line the arrows are its own; elsewhere they go from take to take.
  el.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Number(el.getAttribute('aria-valuenow')), to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageDown: at - 12, PageUp: at + 12, Home: 0, End: frames - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault(); hooks.grab(); hooks.seek(Math.max(0, Math.min(frames - 1, to)));
  });
  return {
    el,
    set(take, frame) {
      frames = take.frames;
      const at = (frame + .5) / frames * 100;
      knob.style.left = `${at}%`; done.style.width = `${at}%`;
      const usable = take.usable ?? { start: 0, count: frames };
      el.classList.toggle('cut', usable.count < frames);
      range.style.left = `${usable.start / frames * 100}%`; range.style.width = `${usable.count / frames * 100}%`;
      ticks.style.backgroundSize = `${100 / Math.min(frames, 48)}% 100%`;
      if (el.getAttribute('aria-valuenow') !== String(frame)) {
        el.setAttribute('aria-valuemax', frames - 1); el.setAttribute('aria-valuenow', frame);
        el.setAttribute('aria-valuetext', `frame ${frame} of ${frames}`);
      }
    },
  };
}
