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

/** The take's frame that is seen at a time of the film, clamped to the take. */
export function sourceFrame(clip, time, fps) {
    const passed = Math.max(-1e6, Math.floor((time - clip.start) * fps + 1e-4)) / fps * clip.pace;
    const frames = Math.floor(passed * clip.sr + 1e-6);
    const frame = clip.reversed ? clip.source.start + clip.source.count - 1 - frames : clip.source.start + frames;
    return Math.max(0, Math.min(frame, (clip.takeFrames ?? Infinity) - 1));
}

/** Second of the take, continuous, for a time of the film; may lie outside of the take. */
export function sourceTime(clip, time) {
    const passed = (time - clip.start) * clip.pace;
    return clip.reversed ? (clip.source.start + clip.source.count) / clip.sr - passed : clip.source.start / clip.sr + passed;
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
