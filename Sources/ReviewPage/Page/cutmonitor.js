import { clock, h } from './dom.js';
import { shape } from './cuticons.js';
import { CutPlayer } from './cutplayer.js';
import { clipName, sourceFrame, timecode } from './cuttime.js';

/** The picture above the timeline, with what stands at the playhead. */
export class Monitor {
    constructor(model, app) {
        this.model = model;
        this.player = new CutPlayer(model, { onTime: () => this.ticked(), onState: () => this.state() });
        this.player.onPicture = (deck) => this.picture(deck);
        this.message = h('p', { class: 'cut-message', hidden: true });
        this.tried = h('div', { class: 'cut-tried', hidden: true, onClick: (event) => event.stopPropagation() });
        this.screen = h('div', { class: 'cut-screen' }, this.player.picture.element, this.message, this.tried);
        this.screen.addEventListener('click', () => this.player.toggle());
        this.time = h('output', { class: 'cut-time', 'aria-label': 'Time of the film' }, '0:00:00');
        this.place = h('span', { class: 'cut-place' });
        this.shuttle = h('span', { class: 'cut-shuttle', 'aria-live': 'polite' });
        const button = (label, key, icon, action) => h('button', {
            type: 'button', class: 'cut-transport', 'aria-label': label, title: `${label} (${key})`, onClick: action,
        }, shape(icon));
        this.playButton = button('Play', 'Space', 'play', () => this.player.toggle());
        this.bar = h('div', { class: 'cut-bar' },
            h('div', { class: 'cut-now' }, this.time, this.place),
            h('div', { class: 'cut-buttons' },
                button('Previous cut', '←', 'previous', () => this.toCut(-1)),
                button('One frame back', ',', 'back', () => this.player.step(-1)),
                this.playButton,
                button('One frame on', '.', 'on', () => this.player.step(1)),
                button('Next cut', '→', 'next', () => this.toCut(1))),
            this.shuttle);
        this.element = h('section', { class: 'cut-monitor', 'aria-label': 'Monitor' }, this.screen, this.bar);
        model.on('time', () => this.ticked());
        model.on('cut', () => this.ticked());
        model.on('override', () => this.showTried());
    }

    toCut(direction) {
        const { model } = this;
        if (!model.cut) return;
        // A cut is on the frame nearest to its beat, so that is where the clip begins.
        const times = model.cut.slots.map((slot) => slot.record.start / model.fps);
        const half = 0.5 / model.fps;
        const to = direction > 0
            ? times.find((time) => time > model.time + half)
            : times.findLast((time) => time < model.time - (this.player.playing ? 0.4 : half));
        if (to === undefined && direction > 0) return;
        this.player.seek(to ?? 0);
        const clip = model.clipAt(model.time);
        if (clip) model.select(clip.slot);
    }

    ticked() {
        const { model } = this;
        if (!model.cut) return;
        this.time.textContent = timecode(model.time, model.fps);
        const clip = model.clipAt(model.time);
        if (this.at !== clip) {
            this.at = clip;
            const slot = clip && model.slotOf.get(clip.slot);
            this.place.textContent = clip
                ? [`slot ${clip.slot}`, clipName(clip), slot?.bar ? `bar ${slot.bar}` : '', slot?.section].filter(Boolean).join(' · ')
                : 'no clip here';
        }
        if (this.player.playing) this.onPlaying?.();
    }

    state() {
        const { speed, playing } = this.player;
        this.playButton.replaceChildren(shape(playing ? 'pause' : 'play'));
        this.playButton.setAttribute('aria-label', playing ? 'Pause' : 'Play');
        this.shuttle.textContent = playing && speed !== 1 ? `${speed < 0 ? '◂ ' : ''}${Math.abs(speed)}×` : '';
        this.screen.classList.toggle('playing', playing);
        if (playing) this.onPlaying?.();
        else this.onPaused?.();
    }

    picture(deck) {
        const { clip } = deck;
        const missing = Boolean(clip && deck.failed);
        if (missing === this.missing && (!missing || this.missingTake === clip.take)) return;
        this.missing = missing;
        this.missingTake = clip?.take;
        this.message.hidden = !missing;
        if (missing) this.message.textContent = `The small film of ${clipName(clip)} is not ready yet. It plays here as soon as it is.`;
    }

    showTried() {
        const tried = this.model.override;
        this.tried.hidden = !tried?.candidate;
        this.screen.classList.toggle('trying', Boolean(tried?.candidate));
        if (tried?.candidate) {
            this.tried.replaceChildren(h('b', {}, `Trying ${clipName(tried)} in slot ${tried.slot}`),
                h('button', { type: 'button', class: 'button small', onClick: () => this.onTried(true) }, 'Take it ', h('kbd', {}, '↵')),
                h('button', { type: 'button', class: 'button small bare', onClick: () => this.onTried(false) }, 'Go back ', h('kbd', {}, 'Esc')));
        }
        this.at = null;
        this.ticked();
    }

    /** Plays a stretch around a slot again and again, as it would be in the film. */
    loopSlot(slot) {
        const place = this.model.slotOf.get(slot);
        const end = Math.min(this.model.cut.seconds - 0.05, place.end + 0.6);
        this.player.loop = { start: Math.max(0, place.start - 0.6), end };
        this.player.seek(this.player.loop.start);
        this.player.play();
    }

    endLoop() {
        if (!this.player.loop) return;
        this.player.loop = null;
        this.player.pause();
    }

    words() {
        const { model } = this;
        const clip = model.clipAt(model.time);
        const frame = clip ? `, frame ${sourceFrame(clip, model.time)} of ${clipName(clip)}` : '';
        return `${clock(model.time)}${clip ? `, slot ${clip.slot}` : ''}${frame}`;
    }
}
