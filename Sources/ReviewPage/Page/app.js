import { h, icon, fill, isTyping, number, plural } from './dom.js';
import { api } from './api.js';
import { Takes } from './takes.js';
import { Notices } from './notices.js';
import { dialog, confirm, help } from './dialogs.js';
import { listen } from './events.js';

// The token has become a cookie: it need not stay in the address, the history and every screenshot.
if (location.search) history.replaceState(null, '', location.pathname + location.hash);

const $ = id => document.getElementById(id);
const tabs = [['cull', 'Cull', 'grid'], ['compare', 'Compare', 'compare'], ['cut', 'Cut', 'cut'], ['build', 'Build', 'build']];
const notices = new Notices($('notices'), $('live'));
const listeners = new Map(), views = new Map();
let current = null;

const app = {
  api, takes: null, project: null, readOnly: false, dialog, confirm, compare: new Set(),
  on(name, fn) { if (!listeners.has(name)) listeners.set(name, new Set()); listeners.get(name).add(fn); return () => listeners.get(name).delete(fn); },
  emit(name, data) { for (const fn of listeners.get(name) ?? []) fn(data); },
  go(hash, { replace } = {}) { clearTimeout(app.marking); if (replace) { history.replaceState(null, '', hash); return route(); } location.hash = hash; },
  /** Changes the address without showing anything anew. */
  mark(hash) { clearTimeout(app.marking); app.marking = setTimeout(() => { if (current?.name === hash.slice(1).split('/')[0] && location.hash !== hash && location.hash.includes('/')) history.replaceState(null, '', hash); }, 200); },
  notify: (text, options) => notices.show(text, options),
  announce: text => notices.announce(text),
  refused() { if (app.readOnly) notices.show('This review is read-only: nothing can be decided here.', { kind: 'warn', once: 'read-only' }); return app.readOnly; },
  toggleCompare(id) {
    const set = app.compare;
    if (set.delete(id)) app.announce(`${app.takes.name(id)} is no longer in the comparison`);
    else if (set.size >= 4) { app.notify('Four takes can be compared at once. Take one out first.', { kind: 'warn', once: 'compare' }); return false; }
    else { set.add(id); app.announce(`${app.takes.name(id)} added to the comparison, ${set.size} in it`); }
    app.emit('compare'); drawTabs();
    return true;
  },
  undo() {
    if (app.refused()) return;
    const undone = app.takes.undo();
    notices.forget('decided');
    notices.show(undone ? `Undone: ${undone.label}` : 'Nothing to undo', { once: 'undo' });
    if (undone) app.emit('undone', undone);
  },
};

function drawTabs() {
  fill($('tabs'), tabs.map(([id, name, shape]) => h('a.tab', { href: hashOf(id), ariaCurrent: current?.name === id ? 'page' : null },
    icon(shape), name, id === 'compare' && app.compare.size ? h('span.count', { ariaLabel: `${plural(app.compare.size, 'take')} to compare` }, app.compare.size) : null)));
}
const hashOf = id => id === 'compare' && app.compare.size ? `#compare/${[...app.compare].join(',')}` : `#${id}`;

function drawStatus() {
  const { all, decided, picked } = app.takes.progress(), { unsaved, down } = app.takes.queue;
  const share = n => `${all ? n / all * 100 : 0}%`;
  if (!drawStatus.parts) {
    const words = h('span'), bar = [h('i.picked'), h('i')], link = h('span.connection');
    const back = h('button.button.bare.square.top-undo', { ariaLabel: 'Undo', onclick: () => app.undo() }, icon('undo'));
    drawStatus.parts = { words, bar, link, back };
    fill($('status'), link, h('div.progress-line', {}, words, h('div.meter', { role: 'presentation' }, bar)), back,
      h('button.button.bare.square.top-help', { ariaLabel: 'Help: all keys', title: 'Help: all keys (?)', onclick: showHelp }, icon('help')));
  }
  const { words, bar, link, back } = drawStatus.parts, last = app.takes.steps.at(-1);
  back.hidden = app.readOnly || current?.name === 'cut' || current?.name === 'build'; back.disabled = !last; back.title = last ? `Undo: ${last.label} (Z)` : 'Nothing to undo';
  fill(words, h('b', {}, number(decided)), ` of ${number(all)}`, h('span.words-long', {}, ' decided'), ', ', h('b', {}, number(picked)), ` picked`, app.project.keep ? h('span.words-long', {}, ` of ${number(app.project.keep)}`) : null);
  bar[0].style.width = share(picked); bar[1].style.width = share(decided - picked);
  const lost = app.online === false || down;
  link.hidden = !(lost || app.readOnly || unsaved > 3);
  fill(link, lost ? [icon('warn'), unsaved ? `offline, ${unsaved} unsaved` : 'offline'] : app.readOnly ? [icon('lock'), 'read-only'] : unsaved > 3 ? `saving ${unsaved}…` : '');
  if (lost) notices.keep('connection', `Connection lost: is \`mv review\` still running? ${unsaved ? `${plural(unsaved, 'decision')} not saved yet; they are sent as soon as it answers. Leave this page open.` : 'What you decide meanwhile is sent as soon as it answers.'}`, 'warn');
  else notices.drop('connection', 'Connected again, everything is saved.');
}

function showHelp() { help(app, current); }

async function route() {
  const [, name = 'cull', params = ''] = location.hash.match(/^#(\w+)\/?(.*)$/) ?? [];
  const id = tabs.some(([tab]) => tab === name) ? name : 'cull';
  if (current?.name !== id) {
    current?.view?.hide?.();
    if (current) current.root.hidden = true;
    let entry = views.get(id);
    if (!entry) {
      entry = { name: id, root: h('section.view', { ariaLabel: tabs.find(([tab]) => tab === id)[1] }), view: null };
      views.set(id, entry); $('views').append(entry.root);
    }
    current = entry; entry.root.hidden = false;
    drawTabs(); drawStatus();
    document.title = `${tabs.find(([tab]) => tab === id)[1]} · ${app.project.title}`;
    if (!entry.view) {
      try { entry.view = (await import(`./${id}.js`)).mount(entry.root, app); }
      catch (error) {
        console.error(error);
        fill(entry.root, h('div.empty', {}, h('h2', {}, 'This view could not be opened'), h('p', {}, String(error.message))));
        views.delete(id);
        return;
      }
    }
    if (current !== entry) return;
  }
  current.view?.show?.(decodeURIComponent(params));
}

addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
  const target = event.target;
  if (isTyping(target)) { if (event.key === 'Escape') target.blur(); return; }
  if ((event.key === 'Enter' || event.key === ' ') && target.closest?.('button, a, summary, input')) return;
  if (target.type === 'range' && /^(Arrow|Home|End|Page)/.test(event.key)) return;
  if (event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-4]$/.test(event.code)) { event.preventDefault(); return app.go(hashOf(tabs[event.code.at(-1) - 1][0])); }
  if (event.key === '?') { event.preventDefault(); return showHelp(); }
  if (current?.view?.key?.(event)) event.preventDefault();
});
addEventListener('click', event => { if (event.detail > 0 && !event.target.closest?.('dialog')) event.target.closest?.('button, a.tab')?.blur(); });
addEventListener('beforeunload', event => { if (app.takes?.queue.unsaved) { event.preventDefault(); event.returnValue = ''; } });
addEventListener('hashchange', route);

let fetching = null;
function refetch() {
  return fetching ??= api.get('/api/takes').then(answer => app.takes.load(answer), error => { if (!error.offline) notices.show(error.message, { kind: 'error' }); }).finally(() => { fetching = null; });
}

async function start() {
  try {
    const [project, takes] = await Promise.all([api.get('/api/project'), api.get('/api/takes')]);
    app.project = project; app.readOnly = project.readOnly;
    app.takes = new Takes(api, project, app.notify);
    app.takes.load(takes);
  } catch (error) {
    console.error(error);
    return fill($('views'), h('div.empty', {}, h('h2', {}, 'The review cannot be shown'), h('p', {}, error.message), h('button.button', { onclick: () => location.reload() }, 'Try again')));
  }
  fill($('title'), app.project.title); $('title').title = app.project.file;
  app.takes.on('change', drawStatus); app.takes.on('unsaved', drawStatus); app.takes.on('refetch', refetch);
  drawTabs(); drawStatus();
  await route();
  listen(app, refetch, drawStatus);
}
start();
