import { fill, h, icon } from './dom.js';
import { nextStep, stageWords } from './buildwords.js';

/** What failed, why, and what to do. */
export class Failures {
    constructor(run, app) {
        this.run = run;
        this.app = app;
        this.list = h('ul', {});
        this.title = h('h3', {});
        this.element = h('section', { class: 'build-failures', hidden: true }, this.title, this.list);
    }

    draw() {
        const { failures } = this.run;
        this.element.hidden = failures.length === 0;
        const goes = this.run.running ? 'goes' : 'went';
        this.title.textContent = failures.length === 1 ? `One job failed; the build ${goes} on without it` : `${failures.length} jobs failed; the build ${goes} on without them`;
        if (this.drawn === failures.at(-1) && this.list.children.length === failures.length) return;
        this.drawn = failures.at(-1);
        fill(this.list, failures.map((failure) => {
            const [first, ...more] = failure.reason.split('\n');
            return h('li', {}, icon('reject'), h('div', {},
                h('p', {}, h('b', {}, failure.what), h('span', { class: 'quiet' }, ` · ${stageWords(failure.stage).toLowerCase()}`)),
                h('p', { class: 'fail-reason' }, first),
                h('p', { class: 'fail-next' }, nextStep(failure, this.app.project?.file)),
                more.length ? h('details', {}, h('summary', {}, 'What its log says'), h('pre', {}, more.join('\n'))) : null));
        }));
    }
}

/** All that was said, following the newest line while it is in view. */
export class Log {
    constructor(run) {
        this.run = run;
        this.lines = h('ol', { class: 'log-lines', tabindex: '0', 'aria-label': 'Log' });
        this.count = h('span', { class: 'quiet' });
        this.element = h('section', { class: 'build-log' }, h('h3', {}, 'Log ', this.count), this.lines);
        this.last = 0;
    }

    draw() {
        const { log } = this.run;
        this.element.hidden = log.length === 0;
        if (this.run.numbered < this.last || (log.length && this.lines.children.length === 0)) {
            this.lines.replaceChildren();
            this.last = 0;
        }
        if (this.run.numbered === this.last) return;
        const { lines } = this;
        const follows = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
        const first = Math.max(0, log.length - (this.run.numbered - this.last));
        for (const { time, kind, words } of log.slice(first)) {
            const date = new Date(time);
            lines.append(h('li', { class: kind }, h('time', {}, date.toLocaleTimeString('en-GB')), h('span', {}, words)));
        }
        while (lines.children.length > 1000) lines.firstElementChild.remove();
        this.last = this.run.numbered;
        this.count.textContent = '';
        if (follows) lines.scrollTop = lines.scrollHeight;
    }
}
