/**
 * Sends what was decided, one job after the other, and tries again until the server has answered.
 * A job: {path, body() -> object, takes: Set of ids, done(answer), failed(error)}.
 */
export class Queue {
  constructor(api, changed) { this.api = api; this.changed = changed; this.jobs = []; this.down = false; this.wait = 500; this.busy = false; }

  get unsaved() { return this.jobs.length; }
  /** Whether a job other than `but` still wants to change this take. */
  pending(id, but) { return this.jobs.some(job => job !== but && job.takes.has(id)); }

  push(job) { this.jobs.push(job); this.changed(); this.run(); return job; }

  /** Takes a job back that was never sent. */
  remove(job) {
    const at = this.jobs.indexOf(job);
    if (at < 0 || job.tried) return false;
    this.jobs.splice(at, 1); this.changed();
    return true;
  }

  hurry() { if (this.jobs.length) { clearTimeout(this.timer); this.timer = null; this.wait = 500; this.run(); } }

  async run() {
    if (this.busy || this.timer) return;
    this.busy = true;
    while (this.jobs.length) {
      const job = this.jobs[0];
      job.tried = true;
      let answer;
      try { answer = await this.api.post(job.path, job.body()); }
      catch (error) {
        if (error.status === 0 || error.status === 401 || error.status >= 500) {
          this.down = true; this.reason = error.message; this.changed();
          this.timer = setTimeout(() => { this.timer = null; this.run(); }, this.wait);
          this.wait = Math.min(this.wait * 2, 8000);
          break;
        }
        this.jobs.shift(); job.failed?.(error); this.changed();
        continue;
      }
      this.jobs.shift(); this.down = false; this.wait = 500;
      job.done?.(answer); this.changed();
    }
    this.busy = false;
  }
}
