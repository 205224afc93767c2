import { clock } from './dom.js';
import { signed } from './cuttime.js';

const REACH = 6;

/** Pointers on the timeline: the playhead is drawn over the song, clips are chosen, their edges are dragged along the beats. */
export function attachDragging(timeline) {
    const { model, clips, song, actions } = timeline;

    const scrub = (event) => actions.seek(Math.max(0, timeline.timeAt(event.clientX)), true);

    song.addEventListener('pointerdown', (event) => {
        if (event.button || !model.cut) return;
        if (event.pointerType === 'touch') return;
        song.setPointerCapture(event.pointerId);
        scrub(event);
        const move = (next) => scrub(next);
        song.addEventListener('pointermove', move);
        const end = () => {
            song.removeEventListener('pointermove', move);
            actions.seek(model.time, false);
        };
        song.addEventListener('pointerup', end, { once: true });
        song.addEventListener('pointercancel', end, { once: true });
    });
    song.addEventListener('click', (event) => model.cut && actions.seek(timeline.timeAt(event.clientX), false));

    /** Where a dragged edge may stand: on a beat, with Shift on any frame, and never past its neighbours. */
    const snapped = (time, free, edge) => {
        const beat = model.nearestBeat(time);
        const frame = Math.round(time * model.fps) / model.fps;
        const at = free || !model.cut.beats.length ? frame : beat;
        const gap = Math.max(0.1, 2 / model.fps);
        const [low, high] = [edge.before.start + gap, edge.slot.end - gap];
        return at < low || at > high ? Math.max(low, Math.min(high, frame)) : at;
    };

    const words = (edge, time) => {
        const beats = model.cut.beats;
        const from = beats.indexOf(model.nearestBeat(edge.slot.start));
        const to = beats.indexOf(model.nearestBeat(time));
        const onBeat = to >= 0 && Math.abs(beats[to] - time) < 0.5 / model.fps;
        const moved = onBeat ? `${signed(to - from)} beat${Math.abs(to - from) === 1 ? '' : 's'}` : 'off the beat';
        return `${clock(time, 2)} · ${moved}`;
    };

    const drag = (event, edge, target) => {
        event.preventDefault();
        target.setPointerCapture(event.pointerId);
        timeline.element.classList.add('dragging');
        timeline.calm();
        const offset = timeline.timeAt(event.clientX) - edge.slot.start;
        const before = model.time;
        let time = edge.slot.start;
        let last = event;
        const show = () => {
            time = snapped(timeline.timeAt(last.clientX) - offset, last.shiftKey, edge);
            clips.moveEdge(edge.slot.number, time);
            timeline.showGuide(time, words(edge, time));
        };
        const move = (next) => {
            last = next;
            show();
        };
        const finish = (commit) => {
            target.removeEventListener('pointermove', move);
            target.removeEventListener('pointerup', up);
            target.removeEventListener('pointercancel', cancel);
            removeEventListener('keydown', escape, true);
            timeline.element.classList.remove('dragging');
            timeline.showGuide(null);
            if (commit && Math.abs(time - edge.slot.start) > 0.4 / model.fps) {
                actions.move(edge.slot.number, time).then(() => clips.moveEdge(null));
            } else {
                clips.moveEdge(null);
                actions.seek(before, false);
            }
        };
        const up = () => finish(true);
        const cancel = () => finish(false);
        const escape = (key) => {
            if (key.key !== 'Escape') return;
            key.stopPropagation();
            finish(false);
        };
        target.addEventListener('pointermove', move);
        target.addEventListener('pointerup', up);
        target.addEventListener('pointercancel', cancel);
        addEventListener('keydown', escape, true);
        show();
    };

    const edgeUnder = (event) => {
        if (!model.cut || actions.readOnly) return null;
        return clips.edgeNear(timeline.timeAt(event.clientX), Math.min(REACH, 0.22 * timeline.pps) / timeline.pps);
    };

    clips.element.addEventListener('pointermove', (event) => {
        if (event.buttons) return;
        clips.element.classList.toggle('on-edge', Boolean(edgeUnder(event)));
    });

    let dragged = false;
    clips.element.addEventListener('pointerdown', (event) => {
        dragged = false;
        if (event.button || !model.cut) return;
        const handle = event.target.closest?.('.tl-edge');
        if (handle) {
            const chosen = clips.slots.findIndex(({ slot }) => slot.number === model.selected);
            const index = handle.classList.contains('start') ? chosen : chosen + 1;
            dragged = true;
            drag(event, { slot: clips.slots[index].slot, before: clips.slots[index - 1].slot }, handle);
        } else if (event.pointerType !== 'touch') {
            const edge = edgeUnder(event);
            if (!edge) return;
            dragged = true;
            drag(event, edge, clips.element);
        }
    });
    clips.element.addEventListener('click', (event) => {
        if (dragged || !model.cut) return;
        const time = timeline.timeAt(event.clientX);
        const slot = clips.slotAt(time);
        if (slot) actions.choose(slot.number, time);
    });
    clips.element.addEventListener('dblclick', () => !dragged && actions.open());
}
