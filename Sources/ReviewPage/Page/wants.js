/** Tells the server which takes are being looked at, so that their small films are made first. */
export class Wants {
  constructor(app) { this.app = app; this.takes = []; this.last = ''; }
  see(takes) {
    this.takes = takes;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      const missing = this.takes.filter(t => t && !t.proxy && t.state !== 'broken').map(t => t.id), key = missing.join();
      if (!missing.length || key === this.last) return;
      this.last = key;
      this.app.api.post('/api/want', { takes: missing.slice(0, 200) }).catch(() => { this.last = ''; });
    }, 250);
  }
}
