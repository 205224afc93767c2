import { fill, h, icon, plural } from './dom.js';
import { shape } from './cuticons.js';
import { clipWords } from './cuttime.js';
import { CutModel } from './cutmodel.js';
import { Monitor } from './cutmonitor.js';
import { CutPanel } from './cutpanel.js';
import { CutActs } from './cutacts.js';
import { Timeline } from './timeline.js';
import { keyOf, keys } from './cutkeys.js';

/** The Cut view: monitor, panel and timeline over one cut. */
export function mount(root, app) {
    const model = new CutModel(app);
    const say = (words) => (app.announce ? app.announce(words) : undefined);
    const hintLine = h('p', { class: 'cut-hint', 'aria-live': 'polite' });
    let hintTimer;
    const hint = (words, life) => {
        clearTimeout(hintTimer);
        hintLine.textContent = words;
        if (life) hintTimer = setTimeout(() => { hintLine.textContent = ''; }, life);
    };

    const parts = { hint, say };
    const acts = new CutActs(model, app, parts);
    const monitor = parts.monitor = new Monitor(model, app);
    const panel = parts.panel = new CutPanel(model, app, acts);
    const { player } = monitor;
    const timeline = parts.timeline = new Timeline(model, {
        readOnly: app.readOnly,
        seek: (time) => player.seek(Math.floor(time * model.fps + 1e-4) / model.fps),
        choose: (slot, time) => {
            if (acts.exchanging !== null) {
                acts.exchangeWith(slot);
                return;
            }
            model.select(slot);
            if (!player.playing || !player.loop) player.seek(Math.floor(time * model.fps + 1e-4) / model.fps);
        },
        open: () => acts.replace(),
        move: (slot, to) => acts.moveTo(slot, to),
        density: (section, factor, name) => acts.density(section, factor, name),
    });

    const tool = (words, key, symbol, action, text) => h('button', {
        type: 'button', class: `cut-tool${text ? ' labelled' : ''}`, title: key ? `${words} (${key})` : words, 'aria-label': words, onClick: action,
    }, symbol, text ? h('span', {}, text) : null);
    const undo = tool('Take the last change back', 'Z', icon('undo'), () => acts.undo(), 'Undo');
    const anew = tool('Plan the cut anew, keeping what is locked', '', shape('replace'), () => acts.replan(), 'Plan anew');
    const facts = h('p', { class: 'cut-facts' });
    const tools = h('div', { class: 'cut-tools', role: 'toolbar', 'aria-label': 'Timeline' },
        undo, anew, facts, hintLine,
        h('div', { class: 'cut-zoom' },
            tool('Zoom out', '−', shape('minus'), () => timeline.zoom(1 / 1.5)),
            tool('Zoom in', '+', shape('plus'), () => timeline.zoom(1.5)),
            tool('The whole film', '0', shape('fit'), () => timeline.fit())));
    const blank = h('div', { class: 'empty cut-empty', hidden: true });
    const view = h('div', { class: 'cutview', hidden: true }, h('h2', { class: 'sr' }, 'Cut'), monitor.element, panel.element,
        h('section', { class: 'cut-timeline', 'aria-label': 'Timeline' }, tools, timeline.element));
    root.append(view, blank);

    monitor.onPlaying = () => {
        timeline.placeHead();
        timeline.follow();
    };
    monitor.onTried = (takes) => {
        if (takes && panel.candidates.tried) acts.swap(panel.candidates.tried);
        else if (!panel.candidates.clear()) acts.endTry();
    };
    monitor.onPaused = () => timeline.tellTime(monitor.words());

    model.on('cut', () => {
        const { cut } = model;
        view.hidden = !cut;
        blank.hidden = Boolean(cut);
        if (!cut) {
            fill(blank, h('h2', {}, 'There is no cut yet'), h('p', {}, model.missing ?? ''),
                h('button', { type: 'button', class: 'button primary', onClick: () => app.go('#build') }, 'Go to Build'));
            return;
        }
        undo.disabled = app.readOnly || cut.undoable === false;
        anew.disabled = app.readOnly;
        fill(facts, h('b', {}, plural(cut.slots.length, 'slot')), cut.pins ? ` · ${cut.pins} set by hand` : '', ` · version ${cut.version}`,
            cut.tempo ? ` · ${Math.round(cut.tempo)} bpm` : '');
        want();
        timeline.tellTime(monitor.words());
        address();
    });
    model.on('select', () => {
        address();
        const clip = model.clipOf.get(model.selected);
        if (clip) say(clipWords(clip));
    });
    model.on('time', () => !player.playing && tellSoon());
    model.on('changed', ({ what, changes, body }) => {
        const seen = changes.length;
        if (body.edit === 'undo' && !/^undo/.test(what)) what = `taken back: ${what}`;
        say(`${what}. ${seen ? plural(seen, 'change') : 'No other clip changed'}.`);
        if (body.edit !== 'density') hint(what, 5000);
    });
    model.on('refused', ({ words }) => say(`Not done: ${words}`));

    /** The address names the selected slot, so that it can be kept and sent. */
    let addressing;
    function address() {
        clearTimeout(addressing);
        addressing = setTimeout(() => {
            const hash = model.selected ? `#cut/${model.selected}` : '#cut';
            if (shown && /^#cut\b/.test(location.hash) && location.hash !== hash) history.replaceState(null, '', hash);
        }, 200);
    }

    let telling;
    function tellSoon() {
        clearTimeout(telling);
        telling = setTimeout(() => timeline.tellTime(monitor.words()), 120);
    }

    /** The small films are made in the order in which they will be seen. */
    function want() {
        const from = Math.max(0, model.indexAt(model.time));
        const { clips } = model.cut;
        const missing = [...clips.slice(from), ...clips.slice(0, from)].map((clip) => clip.take)
            .filter((take, index, all) => all.indexOf(take) === index && !model.hasFilm(take));
        if (missing.length) app.api.post('/api/want', { takes: missing }).catch(() => {});
    }

    let shown = false;
    let stale = true;
    async function refresh() {
        stale = false;
        try {
            await model.load();
        } catch (error) {
            stale = true;
            if (!model.cut) {
                fill(blank, h('h2', {}, 'The cut could not be fetched'), h('p', {}, error.message),
                    h('button', { type: 'button', class: 'button', onClick: refresh }, 'Try again'));
                blank.hidden = false;
            }
        }
    }
    function heard(version) {
        model.queue.then(() => {
            if (model.cut && version === model.cut.version) return;
            stale = true;
            if (shown) refresh().then(() => model.cut && hint('The cut was changed elsewhere.', 5000));
        });
    }
    app.on('cut', ({ version } = {}) => heard(version));
    app.on('hello', ({ cut } = {}) => cut !== undefined && model.cut && heard(cut));
    app.takes.on('proxies', (ids) => {
        timeline.clips.proxiesCame(ids);
        panel.proxiesCame(ids);
        player.proxiesCame(ids);
    });
    app.on('takes', () => model.cut && panel.changed());
    app.on('build', ({ running } = {}) => !running && player.clock.reload());

    return {
        keys,
        async show(params) {
            shown = true;
            player.clock.reload();
            if (stale) await refresh();
            else timeline.resized();
            const slot = Number(params);
            if (slot && model.slotOf?.has(slot) && slot !== model.selected) acts.goTo(slot, 0);
            else address();
            if (model.cut) player.refresh();
        },
        hide() {
            shown = false;
            player.pause();
            acts.settle();
            acts.endExchange();
            acts.endTry();
        },
        key: (event) => keyOf(event, { model, acts, monitor, panel, timeline }),
        model, player, timeline,
    };
}
