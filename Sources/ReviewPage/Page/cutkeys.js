/** For the help dialog. */
export const keys = [
    'Play',
    ['Space', 'play, pause'], ['J K L', 'backward, pause, forward; again is faster'], [', .', 'one frame back, on'],
    ['← →', 'previous, next cut'], ['Home End', 'start, end of the film'],
    'The clip',
    ['R', 'other takes: arrows choose, Space tries one in place, Enter takes it'], ['Enter', 'lock, unlock'], ['E', 'exchange with another slot'],
    ['S', 'split at the beat nearest to the playhead'], ['Shift+J', 'join with the next'], ['[ ]', 'start a beat earlier, later'],
    ['Alt+← Alt+→', 'slip by one frame; with Shift by ten'],
    'The cut',
    ['Z', 'take the last change back'], ['+ −', 'zoom'], ['0', 'the whole film'], ['Ctrl+wheel', 'zoom at the pointer'], ['Esc', 'leave what is tried, then the clip'],
];

const plain = {
    ' ': ({ monitor }) => monitor.player.toggle(),
    k: ({ monitor }) => monitor.player.pause(),
    j: ({ monitor }) => monitor.player.shuttle(-1),
    l: ({ monitor }) => monitor.player.shuttle(1),
    ',': ({ monitor }) => monitor.player.step(-1),
    '.': ({ monitor }) => monitor.player.step(1),
    ArrowLeft: ({ monitor }) => monitor.toCut(-1),
    ArrowRight: ({ monitor }) => monitor.toCut(1),
    Home: ({ monitor, timeline }) => toEnd(monitor, timeline, 0),
    End: ({ monitor, timeline, model }) => toEnd(monitor, timeline, model.cut.seconds),
    r: ({ acts }) => acts.replace(),
    e: ({ acts }) => acts.exchange(),
    s: ({ acts }) => acts.split(),
    z: ({ acts }) => acts.undo(),
    '[': ({ acts }) => acts.moveBy(-1),
    ']': ({ acts }) => acts.moveBy(1),
    '+': ({ timeline }) => timeline.zoom(1.5),
    '=': ({ timeline }) => timeline.zoom(1.5),
    '-': ({ timeline }) => timeline.zoom(1 / 1.5),
    '−': ({ timeline }) => timeline.zoom(1 / 1.5),
    0: ({ timeline }) => timeline.fit(),
};

function toEnd(monitor, timeline, time) {
    monitor.player.seek(time);
    timeline.reveal(time);
}

function escape({ acts, panel, timeline, model }) {
    if (acts.endExchange()) return;
    if (panel.candidates.clear()) return;
    if (acts.endTry()) return;
    if (!timeline.bubble.hidden) timeline.calm();
    else if (model.selected) model.select(null);
}

/** One press of a key; true when it meant something here. */
export function keyOf(event, view) {
    const { model, acts, panel } = view;
    if (!model.cut || event.metaKey) return false;
    if (panel.tabs.contains(document.activeElement) && panel.tabKey(event)) return true;
    const slips = event.altKey && { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (slips) {
        acts.slipKey(slips * (event.shiftKey ? 10 : 1));
        return true;
    }
    if (event.altKey) return false;
    if (event.ctrlKey) {
        if (event.key !== 'z') return false;
        acts.undo();
        return true;
    }
    if (panel.candidates.holdsFocus && panel.candidates.key(event)) return true;
    const onStrip = document.activeElement === panel.strip.window && { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (onStrip) {
        acts.slipKey(onStrip * (event.shiftKey ? 10 : 1));
        return true;
    }
    if (event.key === 'Escape') {
        escape(view);
        return true;
    }
    if (event.key === 'Enter') {
        enter(view);
        return true;
    }
    if (event.shiftKey && event.key.toLowerCase() === 'j') {
        acts.settle();
        acts.join();
        return true;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = plain[key];
    if (!act || (event.shiftKey && /^[a-z]$/.test(key))) return false;
    if (event.repeat && !['ArrowLeft', 'ArrowRight', ',', '.', '+', '=', '-'].includes(key)) return true;
    if ('res[]'.includes(key)) acts.settle();
    act(view);
    return true;
}

function enter({ model, acts, panel }) {
    if (acts.exchanging !== null) acts.exchangeWith(model.selected);
    else if (panel.candidates.tried) acts.swap(panel.candidates.tried);
    else {
        acts.settle();
        acts.lock();
    }
}
