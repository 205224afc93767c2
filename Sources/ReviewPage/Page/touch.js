/** Swipes with a finger: right and left move the element and act when let go far enough. */
export function swipe(el, { right, left, active, start }) {
  let from = null, moving = false;
  el.addEventListener('pointerdown', event => {
    if (event.pointerType === 'mouse' || !event.isPrimary || !active() || event.target.closest('.scrub, button')) return;
    from = { x: event.clientX, y: event.clientY, target: start ? start(event) : el };
    if (!from.target) from = null;
    moving = false;
  });
  el.addEventListener('pointermove', event => {
    if (!from) return;
    const dx = event.clientX - from.x, dy = event.clientY - from.y;
    if (!moving) {
      if (Math.abs(dy) > 12 && Math.abs(dy) > Math.abs(dx)) { from = null; return; }
      if (Math.abs(dx) < 14) return;
      moving = true; el.setPointerCapture(event.pointerId);
    }
    const { target } = from, far = Math.abs(dx) > 70;
    target.style.translate = `${dx * .6}px 0`;
    target.dataset.swipe = dx > 0 ? 'pick' : 'reject'; target.classList.toggle('swipe-far', far);
  });
  const end = event => {
    if (!from) return;
    const dx = event.clientX - from.x, { target } = from, far = moving && Math.abs(dx) > 70 && event.type === 'pointerup';
    target.style.translate = ''; delete target.dataset.swipe; target.classList.remove('swipe-far');
    from = null;
    if (moving) { el.addEventListener('click', stop, { capture: true, once: true }); setTimeout(() => el.removeEventListener('click', stop, { capture: true }), 60); }
    if (far) (dx > 0 ? right : left)(target);
  };
  const stop = event => { event.stopPropagation(); event.preventDefault(); };
  el.addEventListener('pointerup', end);
  el.addEventListener('pointercancel', end);
}
