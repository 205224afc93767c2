import { fill, h, when } from './dom.js';
import { shape } from './cuticons.js';
import { BuildRun } from './buildrun.js';
import { Stages } from './buildstages.js';
import { Failures, Log } from './buildlog.js';
import { Films, Money } from './buildfilms.js';

const WAYS = [
    ['Build the film', 'Makes what is missing and renders every film.', { draft: false, until: null }],
    ['Build a draft', 'Small and fast, to look at the cut.', { draft: true, until: null }],
    ['Plan the cut only', 'Takes, scores and the cut; nothing is rendered.', { draft: false, until: 'cut' }],
];

/** The Build view: what runs, how far it is, what failed, what is there. */
export function mount(root, app) {
    const run = new BuildRun();
    const stages = new Stages(run);
    const failures = new Failures(run, app);
    const log = new Log(run);
    const films = new Films();
    const money = new Money();
    const title = h('h2', { class: 'build-title' });
    const words = h('p', { class: 'build-words' });
    const stop = h('button', { type: 'button', class: 'button danger', hidden: true, onClick: askStop }, shape('stop'), 'Stop');
    const ways = h('div', { class: 'build-ways' }, WAYS.map(([name, meaning, body], index) => h('button', {
        type: 'button', class: `build-way${index ? '' : ' first'}`, onClick: () => start(body),
    }, h('b', {}, name), h('span', {}, meaning))));
    const refusal = h('p', { class: 'build-refusal', role: 'status', hidden: true });
    root.append(h('div', { class: 'build' },
        h('div', { class: 'build-main' },
            h('header', { class: 'build-head' }, h('div', {}, title, words), stop), ways, refusal,
            stages.element, failures.element, log.element),
        h('div', { class: 'build-side' }, films.element, money.element)));

    async function refresh() {
        try {
            const answer = await app.api.get('/api/build');
            run.reset(answer);
            films.show(answer.films ?? []);
            money.show(answer.money ?? app.project?.money);
            draw();
        } catch (error) {
            title.textContent = 'The state of the build could not be fetched';
            words.textContent = error.message;
        }
    }

    let drawing = null;
    function soon() {
        if (shown) drawing ??= requestAnimationFrame(draw);
    }

    function draw() {
        drawing = null;
        const { running, own, since } = run;
        const failed = run.failures.length;
        title.textContent = running ? (run.stopping ? 'Stopping' : run.title) : run.stages.size ? run.outcome : 'No build is running';
        fill(words, running
            ? `since ${when(since)}${own ? '' : ', started in a terminal'}${failed ? `. ${failed} failed so far` : ''}`
            : run.stages.size ? run.summary : 'A build makes only what is missing, and can be stopped at any time: what was finished is kept.');
        stop.hidden = !running;
        stop.disabled = app.readOnly || run.stopping;
        ways.hidden = running;
        for (const way of ways.children) way.disabled = app.readOnly;
        stages.draw();
        failures.draw();
        log.draw();
    }

    async function start(body) {
        refusal.hidden = true;
        try {
            await app.api.post('/api/build/start', body);
            app.announce?.('The build starts');
        } catch (error) {
            refuse(error);
        }
    }

    async function askStop() {
        const left = run.eta ? ` About ${run.eta} are left.` : '';
        const yes = await app.confirm({
            title: run.own ? 'Stop the build?' : 'Stop the build in the terminal?',
            text: `What is finished is kept, and the next build goes on from there.${left} Takes that a service is making now may still cost money.`,
            yes: 'Stop the build', danger: true,
        });
        if (!yes || !run.running) return;
        try {
            run.stopping = true;
            soon();
            await app.api.post('/api/build/stop', {});
        } catch (error) {
            run.stopping = false;
            refuse(error);
            soon();
        }
    }

    function refuse(error) {
        refusal.textContent = error.message;
        refusal.hidden = false;
    }

    let shown = false;
    let loaded = false;
    app.on('event', (event) => {
        run.hear(event);
        if (event.event === 'deliverable' && shown) refreshFilms();
        soon();
    });
    app.on('build', (state) => {
        const was = run.running;
        run.state(state);
        if (state.running) refusal.hidden = true;
        if (was && !state.running) {
            refreshFilms();
            app.announce?.(`${run.outcome}. ${run.summary}`);
        }
        soon();
    });
    app.on('reconnected', () => loaded && refresh());

    async function refreshFilms() {
        try {
            const answer = await app.api.get('/api/build');
            films.show(answer.films ?? []);
            money.show(answer.money);
        } catch { /* the next event tries again */ }
    }

    let ticking;
    return {
        keys: ['Build', ['Tab', 'to the buttons and films'], ['Space', 'play, pause the film']],
        show() {
            shown = true;
            if (!loaded) refresh();
            else {
                refreshFilms();
                draw();
            }
            loaded = true;
            clearInterval(ticking);
            ticking = setInterval(() => {
                if (!run.running) return;
                soon();
                if (run.spends) refreshFilms();
                run.spends = false;
            }, 1000);
        },
        hide() {
            shown = false;
            clearInterval(ticking);
            films.pause();
        },
        key: (event) => event.key === ' ' && films.toggle(),
    };
}
