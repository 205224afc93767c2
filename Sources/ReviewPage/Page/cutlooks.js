/**
 * How a frame of the film looks while one clip gives way to the next, as the renderer draws it: `Join.open` and `Join.close` in
 * Sources/Rendering/Transitions/Joining.swift, with the same shares in the same frames.
 */

export const OVERLAPS = new Set(['dissolve', 'wipe', 'push']);
const SOFT = 1 / 16;
const eased = (share) => share * share * (3 - 2 * share);
const zoomed = (share) => 1 + share / (share < 0 ? 4 : 2);

/** Frames of a clip that its own transition takes. */
export const framesAfter = (clip) => (clip.transition ? clip.transition.frames - (clip.transition.before ?? 0) : 0);

/**
 * What is seen at a frame of the film: `opacity`, `wipe` (where the edge stands, in widths) and `push` (how far, in widths) of the clip over the
 * one before; `veil` {white, share} over both; `whip` {shift, blur} and `zoom` {from, to} of the camera.
 * @param before the clip before, where there is one
 */
export function lookAt(clip, before, next, frame) {
    const look = {};
    const into = frame - clip.record.start;
    const left = clip.record.start + clip.record.count - frame;
    if (before && into < framesAfter(clip)) opening(look, clip.transition.kind, into, framesAfter(clip));
    const last = next?.transition?.before ?? 0;
    if (last && left <= last) closing(look, next.transition.kind, left, last);
    return look;
}

function opening(look, kind, frame, frames) {
    const share = (frame + 1) / (frames + 1);
    const rest = 1 - frame / frames;
    if (kind === 'dissolve') look.opacity = share;
    if (kind === 'wipe') look.wipe = eased(share) * (1 + SOFT) - SOFT;
    if (kind === 'push') look.push = eased(share);
    if (kind === 'dip_black' || kind === 'dip_white') look.veil = { white: kind === 'dip_white', share: rest };
    // A little of the picture is there from the start, so that the cut is seen in the flash.
    if (kind === 'flash') look.veil = { white: true, share: Math.floor(218 * rest * rest) / 256 };
    if (kind === 'whip') look.whip = { shift: 0.5 * rest * rest, blur: 0.25 * rest };
    if (kind === 'zoom') {
        const after = 1 - (frame + 1) / frames;
        look.zoom = { from: zoomed(-rest * rest), to: zoomed(-after * after) };
    }
}

function closing(look, kind, left, frames) {
    const share = 1 - left / (frames + 1);
    if (kind === 'dip_black' || kind === 'dip_white') look.veil = { white: kind === 'dip_white', share };
    if (kind === 'whip') look.whip = { shift: -0.5 * share * share, blur: 0.25 * share };
    if (kind === 'zoom') {
        const after = 1 - (left - 1) / (frames + 1);
        look.zoom = { from: zoomed(share * share), to: zoomed(after * after) };
    }
}

/** How bright the film is at a frame: it comes out of black and goes down to it. */
export function levelAt(cut, frame) {
    const rises = cut.fadeIn ? (frame + 1) / (cut.fadeIn + 1) : 1;
    const falls = cut.fadeOut ? (cut.frames - frame) / (cut.fadeOut + 1) : 1;
    return Math.max(0, Math.min(1, rises, falls));
}

/** Draws looks: the films lie over each other in one picture; what the camera does is painted from the film in front. */
export class Picture {
    constructor(videos) {
        const make = (name, className) => Object.assign(document.createElement(name), { className });
        this.veil = make('div', 'cut-veil');
        this.canvas = make('canvas', 'cut-camera');
        this.canvas.hidden = true;
        this.element = make('div', 'cut-picture');
        this.element.append(...videos, this.canvas, this.veil);
        this.tiles = document.createElement('canvas');
        this.strips = [document.createElement('canvas'), document.createElement('canvas')];
    }

    /** The film's picture, in pixels; what is painted is as small as the small films are. */
    size(width, height) {
        this.element.style.setProperty('--ratio', width && height ? width / height : 16 / 9);
        this.canvas.width = 480;
        this.canvas.height = Math.round(480 * (height || 9) / (width || 16));
    }

    /** @param front, under films: elements; `under` where two are seen */
    show(look, level, front, under) {
        const { style } = front;
        style.zIndex = 2;
        style.opacity = look.opacity ?? 1;
        style.transform = look.push === undefined ? '' : `translateX(${(1 - look.push) * 100}%)`;
        style.maskImage = look.wipe === undefined ? ''
            : `linear-gradient(to right, #000 ${look.wipe * 100}%, transparent ${(look.wipe + SOFT) * 100}%)`;
        if (under) {
            under.style.zIndex = 1;
            under.style.opacity = 1;
            under.style.maskImage = '';
            under.style.transform = look.push === undefined ? '' : `translateX(${-look.push * 100}%)`;
        }
        this.element.style.opacity = level;
        this.veil.style.opacity = look.veil?.share ?? 0;
        if (look.veil) this.veil.classList.toggle('white', look.veil.white);
        this.camera(look, front);
    }

    camera(look, video) {
        const moves = (look.whip || look.zoom) && video.readyState >= 2 && video.style.opacity !== '0';
        this.canvas.hidden = !moves;
        if (!moves) return;
        const { width, height } = this.canvas;
        const context = this.canvas.getContext('2d');
        this.tile(video, width, height);
        if (look.whip) {
            const { shift, blur } = look.whip;
            context.drawImage(this.smeared(blur * width, width, height), shift * width - width, 0);
            return;
        }
        const { from, to } = look.zoom;
        const count = Math.min(12, 1 + Math.ceil(Math.abs(to - from) * 0.5 / 0.015));
        for (let index = 0; index < count; index++) {
            const scale = from + (to - from) * (index + 0.5) / count;
            context.globalAlpha = 1 / (index + 1);
            context.drawImage(this.tiles, width / 2 - 1.5 * width * scale, height / 2 - 1.5 * height * scale, 3 * width * scale, 3 * height * scale);
        }
        context.globalAlpha = 1;
    }

    /** The middle row of the tiles, each point the mean of as many to its sides: halves of halves, since a canvas rounds at each step. */
    smeared(reach, width, height) {
        for (const strip of this.strips) [strip.width, strip.height] = [3 * width, height];
        let [from, to] = this.strips;
        from.getContext('2d').drawImage(this.tiles, 0, -height);
        for (let step = reach / 4; step > 0.5; step /= 2) {
            const context = to.getContext('2d');
            context.globalAlpha = 1;
            context.drawImage(from, -step, 0);
            context.globalAlpha = 0.5;
            context.drawImage(from, step, 0);
            [from, to] = [to, from];
        }
        return from;
    }

    /** The picture nine times, each beside its mirror: beyond its edges a picture goes on mirrored. */
    tile(video, width, height) {
        const { tiles } = this;
        if (tiles.width !== 3 * width || tiles.height !== 3 * height) [tiles.width, tiles.height] = [3 * width, 3 * height];
        const context = tiles.getContext('2d');
        const [wide, high] = [video.videoWidth, video.videoHeight];
        const fit = video.style.objectFit;
        const scale = (fit === 'contain' ? Math.min : Math.max)(width / wide, height / high);
        const [drawnWidth, drawnHeight] = fit === 'fill' ? [width, height] : [wide * scale, high * scale];
        context.save();
        context.fillRect(0, 0, tiles.width, tiles.height);
        context.beginPath();
        context.rect(width, height, width, height);
        context.clip();
        context.drawImage(video, width + (width - drawnWidth) / 2, height + (height - drawnHeight) / 2, drawnWidth, drawnHeight);
        context.restore();
        for (const [x, y] of [[0, 1], [2, 1], [0, 0], [1, 0], [2, 0], [0, 2], [1, 2], [2, 2]]) {
            const [mirrorX, mirrorY] = [x !== 1, y !== 1];
            context.setTransform(mirrorX ? -1 : 1, 0, 0, mirrorY ? -1 : 1, (mirrorX ? x + 1 : x) * width, (mirrorY ? y + 1 : y) * height);
            context.drawImage(tiles, width, height, width, height, 0, 0, width, height);
        }
        context.setTransform(1, 0, 0, 1, 0, 0);
    }
}
