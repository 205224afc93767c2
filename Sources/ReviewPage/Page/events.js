const names = ['hello', 'verdicts', 'tags', 'takes', 'proxies', 'cut', 'build', 'event', 'bye'];

/** Hears what the server says and passes it on as app events; opens the line again when it broke. */
export function listen(app, refetch, redraw) {
  let source, again = false, leaving = false;
  const online = yes => { if (app.online === yes) return; app.online = yes; redraw(); app.emit('connection', yes); };
  addEventListener('pagehide', () => { leaving = true; source?.close(); });
  addEventListener('pageshow', event => { if (event.persisted) { leaving = false; open(); refetch(); } });

  function open() {
    source = new EventSource('/api/events');
    for (const name of names) source.addEventListener(name, event => {
      let data = {};
      try { data = JSON.parse(event.data || '{}'); } catch { return; }
      hear(name, data); app.emit(name, data);
    });
    source.onopen = () => { online(true); app.takes.queue.hurry(); };
    source.onerror = () => {
      if (leaving) return;
      online(false); again = true;
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    };
  }

  function hear(name, data) {
    if (name === 'hello') { if (again || data.decision > app.takes.decision || data.films !== app.takes.films) refetch(); if (again) app.emit('reconnected', data); again = false; }
    if (name === 'verdicts') app.takes.heard(data.changes);
    if (name === 'tags') app.takes.learnTags(data.takes);
    if (name === 'takes') refetch();
    if (name === 'proxies') { app.takes.ready(data.ready ?? []); }
    if (name === 'bye') { again = true; online(false); }
  }
  open();
}
