import { clock } from './dom.js';

/** '24000/1001' or '24' as a number. */
export function fraction(text) {
    const [above, below] = String(text).split('/');
    return Number(above) / Number(below ?? 1);
}

/** 0:24:13, the last part in frames. */
export function timecode(seconds, fps) {
    const frame = Math.floor(seconds * fps + 1e-4);
    const whole = Math.floor(frame / fps + 1e-9);
    const rest = Math.max(0, frame - Math.ceil(whole * fps - 1e-9));
    const two = (n) => String(n).padStart(2, '0');
    return `${Math.floor(whole / 60)}:${two(whole % 60)}:${two(rest)}`;
}

export const signed = (number) => (number > 0 ? `+${number}` : number < 0 ? `−${-number}` : '0');

/** Seconds of the take that are shown in so many frames of the film; straight lines between the knots where the speed changes. */
function shown(clip, frames) {
    const { ramp } = clip;
    if (!ramp) return frames / clip.fps * clip.pace;
    const [a, b] = stretch(ramp, frames);
    return a.source + (b.source - a.source) * (frames - a.record) / (b.record - a.record);
}

function stretch(ramp, frames) {
    const found = ramp.findIndex((knot, index) => index > 0 && knot.record >= frames);
    const index = found < 0 ? ramp.length - 1 : found;
    return [ramp[index - 1], ramp[index]];
}

/** Seconds of the take per second of the film, at a time of the film. */
export function paceAt(clip, time) {
    if (!clip.ramp) return clip.pace;
    const [a, b] = stretch(clip.ramp, (time - clip.start) * clip.fps);
    return (b.source - a.source) / (b.record - a.record) * clip.fps;
}

/** The take's frame that is seen at a time of the film, clamped to the take. */
export function sourceFrame(clip, time) {
    const passed = Math.floor(shown(clip, Math.floor((time - clip.start) * clip.fps + 1e-4)) * clip.sr + 1e-6);
    const end = clip.source.start + clip.source.count - 1;
    const frame = clip.reversed ? Math.max(end - passed, clip.last ?? 0) : Math.min(clip.source.start + passed, clip.last ?? Infinity);
    return Math.max(0, Math.min(frame, (clip.takeFrames ?? Infinity) - 1));
}

/** Second of the take, continuous, for a time of the film; may lie outside of the take. Forwards only. */
export function sourceTime(clip, time) {
    return clip.source.start / clip.sr + shown(clip, (time - clip.start) * clip.fps);
}

/** Whether the picture has come to stand: no frame of the take follows. */
export function stands(clip, time) {
    return !clip.reversed && sourceFrame(clip, time) >= Math.min(clip.last ?? Infinity, (clip.takeFrames ?? Infinity) - 1);
}

export function clipName(clip) {
    return `${clip.shot} take ${clip.number}`;
}

export function clipWords(clip) {
    const words = [`slot ${clip.slot}`, clipName(clip), `${clock(clip.start)} to ${clock(clip.end)}`];
    if (clip.reversed) words.push('reversed');
    if (clip.transition) words.push(`${clip.transition.kind.replace('_', ' to ')} in`);
    if (clip.locked) words.push('locked');
    else if (clip.pinned) words.push('set by hand');
    return words.join(', ');
}
