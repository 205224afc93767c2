import { fill, h, icon } from './dom.js';
import { duration, rateWords, stageWords } from './buildwords.js';

const UNITS = { takes: 'take', scores: 'take', song: 'song', render: 'frame' };

/** The stages of the build with their bars. */
export class Stages {
    constructor(run) {
        this.run = run;
        this.element = h('ol', { class: 'build-stages', 'aria-label': 'Stages' });
        this.rows = new Map();
    }

    draw() {
        const { stages } = this.run;
        for (const [name, row] of this.rows) {
            if (stages.has(name)) continue;
            row.element.remove();
            this.rows.delete(name);
        }
        for (const stage of stages.values()) {
            let row = this.rows.get(stage.name);
            if (!row) {
                row = this.row(stage);
                this.rows.set(stage.name, row);
                this.element.append(row.element);
            }
            this.fill(row, stage);
        }
        this.element.hidden = stages.size === 0;
    }

    row(stage) {
        const row = {
            name: h('span', { class: 'build-stage-name' }, stageWords(stage.name)), count: h('span', { class: 'build-stage-count' }), sign: h('span', { class: 'build-stage-sign' }),
            before: h('i', { class: 'build-stage-before' }), made: h('i', { class: 'build-stage-made' }), failed: h('i', { class: 'build-stage-failed' }),
            rate: h('p', { class: 'build-stage-rate' }), shares: h('ul', { class: 'build-stage-shares' }),
        };
        row.bar = h('div', { class: 'build-stage-bar', role: 'progressbar', 'aria-label': stageWords(stage.name), 'aria-valuemin': '0' }, row.before, row.made, row.failed);
        row.element = h('li', { class: 'build-stage' }, row.sign, row.name, row.count, row.bar, row.rate, row.shares);
        return row;
    }

    fill(row, stage) {
        const { run } = this;
        const running = stage.running && run.running;
        const state = running ? 'running' : stage.failed ? 'failed' : stage.running ? 'stopped' : 'done';
        if (row.element.dataset.state !== state) {
            row.element.dataset.state = state;
            fill(row.sign, state === 'done' ? icon('pick', 'done') : state === 'failed' ? icon('reject', 'some failed') : null);
        }
        const { frames } = stage;
        const [done, all, before] = frames ? [frames.done, frames.all, frames.cached] : [stage.done, stage.jobs, stage.cached];
        const share = (count) => `${all ? Math.max(0, Math.min(1, count / all)) * 100 : state === 'done' ? 100 : 0}%`;
        row.before.style.width = share(Math.min(before, done));
        row.failed.style.width = share(frames ? 0 : stage.failed);
        row.made.style.width = share(done - Math.min(before, done) - (frames ? 0 : stage.failed));
        row.bar.setAttribute('aria-valuemax', String(all));
        row.bar.setAttribute('aria-valuenow', String(done));
        row.count.textContent = frames ? `${done.toLocaleString('en')} of ${all.toLocaleString('en')} frames` : all > 1 || !all ? `${done} of ${all}` : '';
        row.rate.textContent = this.words(stage, running, frames);
        row.rate.hidden = !row.rate.textContent;
        const shares = [...stage.shares].slice(-4);
        row.shares.hidden = !running || !shares.length;
        if (!row.shares.hidden) {
            fill(row.shares, shares.map(([what, { share: part, word }]) => h('li', {}, h('span', {}, what, word ? h('small', {}, ` ${word}`) : null),
                h('progress', { max: 1, value: part, 'aria-label': what }))));
        }
    }

    words(stage, running, frames) {
        const unit = frames ? 'frame' : UNITS[stage.name] ?? 'job';
        const left = this.run.left(stage);
        if (running) {
            return [rateWords(this.run.rate(stage), unit), left ? `${duration(left)} left` : '', stage.failed ? `${stage.failed} failed` : ''].filter(Boolean).join(' · ');
        }
        if (stage.running) return 'not finished';
        const spent = stage.seconds ?? 0;
        const speed = frames && spent > 1 ? rateWords((frames.done - frames.cached) / spent, 'frame') : '';
        const before = stage.jobs > 1 && stage.cached ? (stage.cached === stage.jobs ? 'all done before' : `${stage.cached} done before`) : '';
        return [spent >= 0.1 ? duration(spent) : '', before, speed, stage.failed ? `${stage.failed} failed` : ''].filter(Boolean).join(' · ');
    }
}
