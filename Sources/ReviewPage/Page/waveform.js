/** Highest value of each pixel, from values at a rate per second. */
function peak(values, rate, from, to) {
    const first = Math.max(0, Math.floor(from * rate));
    const last = Math.min(values.length - 1, Math.max(first, Math.ceil(to * rate) - 1));
    let highest = 0;
    for (let index = first; index <= last; index++) if (values[index] > highest) highest = values[index];
    return highest;
}

function firstAfter(sorted, time) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < time) low = middle + 1;
        else high = middle;
    }
    return low;
}

function wave(context, { cut, from, to, pps, height, colors }) {
    const { values = [], rate = 50 } = cut.wave ?? {};
    if (!values.length) return;
    const middle = height * 0.56;
    const reach = height * 0.38;
    const step = 2;
    context.fillStyle = colors.wave;
    context.beginPath();
    for (let x = 0; x < (to - from) * pps; x += step) {
        const time = from + x / pps;
        if (time > cut.seconds) break;
        const half = Math.max(0.5, peak(values, rate, time, time + step / pps) * reach);
        context.rect(x, middle - half, step - 0.5, half * 2);
    }
    context.fill();
}

function ticks(context, times, from, to, pps, top, bottom) {
    context.beginPath();
    for (let index = firstAfter(times, from); index < times.length && times[index] <= to; index++) {
        const x = Math.round((times[index] - from) * pps) + 0.5;
        context.moveTo(x, top);
        context.lineTo(x, bottom);
    }
    context.stroke();
}

function beats(context, { cut, from, to, pps, height, colors }) {
    context.lineWidth = 1;
    const gap = cut.beats.length > 1 ? (cut.beats.at(-1) - cut.beats[0]) / (cut.beats.length - 1) * pps : 0;
    if (gap > 7) {
        context.strokeStyle = colors.beat;
        ticks(context, cut.beats, from, to, pps, height - Math.min(height * 0.3, gap), height);
    }
    if (gap > 1.2) {
        context.strokeStyle = colors.downbeat;
        ticks(context, cut.downbeats, from, to, pps, 0, height);
    }
}

function energy(context, { cut, from, to, pps, height, colors }) {
    const { values = [], rate = 2 } = cut.energy ?? {};
    if (values.length < 2) return;
    const y = (index) => height - 3 - values[index] * (height - 8);
    const first = Math.max(0, Math.floor(from * rate) - 1);
    const last = Math.min(values.length - 1, Math.ceil(to * rate) + 1);
    context.beginPath();
    for (let index = first; index <= last; index++) {
        const x = (index / rate - from) * pps;
        if (index === first) {
            context.moveTo(x, y(index));
        } else {
            const back = ((index - 0.5) / rate - from) * pps;
            context.bezierCurveTo(back, y(index - 1), back, y(index), x, y(index));
        }
    }
    context.strokeStyle = colors.energy;
    context.lineWidth = 1.5;
    context.stroke();
}

/** Small notches where the picture changes, so that cuts can be held against the beats above them. */
function cuts(context, { cut, from, to, pps, height, colors }) {
    context.fillStyle = colors.cut;
    for (const slot of cut.slots) {
        if (slot.start < from - 1 || slot.start > to || slot.start === 0) continue;
        const x = (slot.start - from) * pps;
        context.beginPath();
        context.moveTo(x - 3.5, height);
        context.lineTo(x + 3.5, height);
        context.lineTo(x, height - 5);
        context.fill();
    }
}

function ruler(context, { cut, from, to, pps, colors, fps }, height) {
    const steps = [1 / fps, 5 / fps, 0.5, 1, 2, 5, 10, 15, 30, 60];
    const step = steps.find((seconds) => seconds * pps >= 72) ?? 60;
    context.fillStyle = colors.text;
    context.strokeStyle = colors.downbeat;
    context.font = colors.font;
    context.textBaseline = 'middle';
    context.beginPath();
    const end = Math.min(to, cut.seconds);
    for (let number = Math.floor(from / step); number * step <= end; number++) {
        const time = number * step;
        const x = Math.round((time - from) * pps) + 0.5;
        const minutes = Math.floor(time / 60 + 1e-9);
        const rest = time - minutes * 60;
        const label = step < 0.5 ? `f${Math.round(time * fps)}` : `${minutes}:${(step < 1 ? rest.toFixed(1) : String(Math.round(rest))).padStart(step < 1 ? 4 : 2, '0')}`;
        context.fillText(label, x + 4, height / 2 + 0.5);
        context.moveTo(x, height - 7);
        context.lineTo(x, height);
    }
    context.stroke();
}

/** Draws one stretch of the film: ruler above, below it the song with its beats, its energy and the cuts. */
export function drawSong(context, options) {
    const { rulerHeight, height } = options;
    context.clearRect(0, 0, (options.to - options.from) * options.pps + 1, rulerHeight + height);
    context.save();
    ruler(context, options, rulerHeight);
    context.translate(0, rulerHeight);
    beats(context, options);
    wave(context, options);
    energy(context, options);
    cuts(context, options);
    context.restore();
}
