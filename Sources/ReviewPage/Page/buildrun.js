import { plural } from './dom.js';
import { duration, stageWords } from './buildwords.js';

const WINDOW = 20000;

/** A build as its events tell it. */
export class BuildRun {
    constructor() {
        this.clear();
    }

    clear() {
        this.stages = new Map();
        this.failures = [];
        this.log = [];
        this.films = [];
        this.numbered = 0;
        this.finished = false;
        this.stopped = false;
        this.spends = false;
    }

    reset(answer) {
        this.clear();
        this.state(answer);
        for (const event of answer.events ?? []) this.hear(event);
    }

    state({ running, own, command, since }) {
        if (running && !this.running && this.since !== undefined && since !== this.since) this.clear();
        if (!running && this.running && this.stopping) this.stopped = true;
        if (running !== this.running) this.stopping = false;
        Object.assign(this, { running: Boolean(running), own, command: command ?? this.command ?? 'build', since });
    }

    hear(event) {
        const now = event.time ?? Date.now();
        const stage = event.stage ? this.stage(event.stage, now) : null;
        switch (event.event) {
        case 'stageStarted':
            Object.assign(stage, { jobs: event.jobs, cached: event.cached, done: event.cached, started: now, running: true, failed: 0, ended: null });
            stage.samples = [[now, event.cached]];
            stage.shares.clear();
            break;
        case 'progress':
            stage.done = event.done;
            stage.jobs = event.jobs;
            if (!stage.frames) this.measure(stage, now, event.done);
            this.spends ||= event.stage === 'takes' || event.stage.startsWith('scorer ');
            break;
        case 'frames':
            if (!stage.frames) stage.samples = [[stage.started ?? now, event.cached]];
            stage.frames = { done: event.done, cached: event.cached, all: event.all };
            this.measure(stage, now, event.done);
            break;
        case 'share':
            if (event.share >= 1) stage.shares.delete(event.what);
            else stage.shares.set(event.what, { share: event.share, word: event.word });
            break;
        case 'stageFinished':
            Object.assign(stage, { running: false, ended: now, made: event.made, cached: event.cached, failed: event.failed, seconds: event.seconds });
            stage.done = event.made + event.cached + event.failed;
            stage.shares.clear();
            break;
        case 'jobFailed':
            stage.failed += 1;
            stage.shares.delete(event.what);
            this.failures.push(event);
            break;
        case 'deliverable':
            this.films.push(event);
            break;
        }
        this.write(event, now);
    }

    stage(name, now) {
        if (!this.stages.has(name)) {
            this.stages.set(name, {
                name, jobs: 0, cached: 0, done: 0, failed: 0, frames: null, shares: new Map(), samples: [], started: now, running: true, ended: null,
            });
        }
        return this.stages.get(name);
    }

    measure(stage, now, done) {
        stage.samples.push([now, done]);
        while (stage.samples.length > 2 && now - stage.samples[0][0] > WINDOW) stage.samples.shift();
    }

    /** Jobs or frames a second of late, null while too little is known. */
    rate(stage) {
        const first = stage.samples[0];
        const last = stage.samples.at(-1);
        if (!first || !last || last[1] <= first[1]) return null;
        const until = stage.running && this.running ? Math.max(last[0], Math.min(Date.now(), last[0] + 5000)) : last[0];
        const seconds = (until - first[0]) / 1000;
        return seconds > 0.4 ? (last[1] - first[1]) / seconds : null;
    }

    /** Seconds a stage still takes. */
    left(stage) {
        if (!stage.running || !this.running) return null;
        const rate = this.rate(stage);
        const missing = stage.frames ? stage.frames.all - stage.frames.done : stage.jobs - stage.done;
        return rate && missing > 0 ? missing / rate : null;
    }

    get eta() {
        const left = [...this.stages.values()].map((stage) => this.left(stage)).filter(Boolean);
        return left.length ? duration(Math.max(...left)) : null;
    }

    write(event, now) {
        const kind = { jobFailed: 'error', warning: 'warning', diagnostic: event.severity, deliverable: 'film' }[event.event] ?? 'plain';
        const words = this.words(event);
        if (!words) return;
        this.numbered += 1;
        this.log.push({ number: this.numbered, time: now, kind, words });
        if (this.log.length > 1000) this.log.splice(0, 200);
    }

    words(event) {
        switch (event.event) {
        case 'stageStarted': return `${stageWords(event.stage)}: ${plural(event.jobs, 'job')}${event.cached ? `, ${event.cached} done before` : ''}`;
        case 'stageFinished':
            return `${stageWords(event.stage)}: ${event.made} made${event.cached ? `, ${event.cached} done before` : ''}${
                event.failed ? `, ${event.failed} failed` : ''}, ${duration(event.seconds)}`;
        case 'stale': return `${event.what} is made again: ${event.why}`;
        case 'jobFailed': return `${event.what} failed: ${event.reason.split('\n')[0]}`;
        case 'diagnostic':
            return `${event.file}${event.line ? `:${event.line}:${event.column}` : ''}: ${event.message}${event.suggestion ? ` ${event.suggestion}` : ''}`;
        case 'deliverable': return `${event.path.split('/').at(-1)} is finished: ${event.frames.toLocaleString('en')} frames, ${duration(event.seconds)}`;
        case 'note':
        case 'warning': return event.text;
        default: return null;
        }
    }

    get title() {
        const current = [...this.stages.values()].findLast((stage) => stage.running);
        return current ? stageWords(current.name) : 'The build starts';
    }

    get outcome() {
        if (this.stopped) return 'The build was stopped';
        if ([...this.stages.values()].some((stage) => stage.running)) return 'The build did not finish';
        if (this.failures.length) return 'The build ended, and some of it failed';
        return this.films.length ? 'The film is finished' : 'The build has ended';
    }

    get summary() {
        const made = [...this.stages.values()].filter((stage) => stage.ended);
        const began = Math.min(...[...this.stages.values()].map((stage) => stage.started));
        const ended = Math.max(began, ...made.map((stage) => stage.ended));
        const parts = [`it took ${duration((ended - began) / 1000)}`];
        if (this.failures.length) parts.push(`${this.failures.length} failed`);
        return `${parts.join(', ')}; what was finished is kept`.replace(/^./, (first) => first.toUpperCase()) + '.';
    }
}
