import { h, plural, number } from './dom.js';

/** Asks for a note about takes. */
export async function askNote(app, ids) {
  if (app.refused() || !ids.length) return;
  const { takes } = app, area = h('textarea.field', { ariaLabel: 'Note', placeholder: 'What should be remembered about it?', value: ids.length === 1 ? takes.byId.get(ids[0]).note : '', rows: 4 });
  const note = await app.dialog({
    title: ids.length === 1 ? `Note on ${takes.name(ids[0])}` : `Note on ${plural(ids.length, 'take')}`,
    body: close => { area.addEventListener('keydown', event => { if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); close({ text: area.value.trim() }); } }); return [area, h('p.quiet', {}, 'Enter keeps it, Shift+Enter starts a new line.')]; },
    actions: [{ label: 'Cancel', value: null }, { label: 'Keep', value: () => ({ text: area.value.trim() }), kind: 'primary' }],
  });
  if (!note) return;
  const changed = ids.filter(id => takes.byId.get(id).note !== note.text);
  if (changed.length) { takes.decide(changed, { kind: 'note', note: note.text }); app.announce(note.text ? 'note kept' : 'note removed'); }
}

/** Asks for tags; those in use are offered. */
export async function askTags(app, ids) {
  if (app.refused() || !ids.length) return;
  const { takes } = app, known = new Set(takes.all.flatMap(t => t.tags)), has = tag => ids.every(id => takes.byId.get(id).tags.includes(tag));
  const before = new Set([...known].filter(has)), chosen = new Set(before);
  const input = h('input.field', { type: 'text', ariaLabel: 'New tags, with commas between', placeholder: 'new tag, another' });
  const box = h('div.tag-box'), chip = tag => h('button.chip', { type: 'button', ariaPressed: chosen.has(tag), onclick: event => { if (!chosen.delete(tag)) chosen.add(tag); event.currentTarget.setAttribute('aria-pressed', chosen.has(tag)); } }, tag);
  for (const tag of [...known].sort()) box.append(chip(tag));
  const result = () => { for (const tag of input.value.split(',').map(t => t.trim()).filter(Boolean)) chosen.add(tag); return chosen; };
  const after = await app.dialog({
    title: ids.length === 1 ? `Tags of ${takes.name(ids[0])}` : `Tags of ${plural(ids.length, 'take')}`,
    body: close => { input.addEventListener('keydown', event => { if (event.key === 'Enter') { event.preventDefault(); close(result()); } }); return [known.size ? box : null, input].filter(Boolean); },
    actions: [{ label: 'Cancel', value: null }, { label: 'Keep', value: result, kind: 'primary' }],
  });
  if (!after) return;
  const add = [...after].filter(tag => !before.has(tag)), remove = [...before].filter(tag => !after.has(tag));
  if (add.length || remove.length) takes.tag(ids, add, remove);
}

/** What shall happen to all takes of the list? Resolves with {kind, reason} or null. `only`: ask for this kind alone. */
export async function askBulk(app, matching, hidden, only) {
  if (app.refused() || !matching.length) return null;
  const n = plural(matching.length, 'take'), note = hidden > 0 ? ` ${number(hidden)} of them lie in closed stacks.` : '';
  const kind = only ?? await app.dialog({
    title: `All ${n} of this list`, body: `Decide about all of them at once.${note} It is one step: Z takes it back.`,
    actions: [{ label: 'Set back to undecided', value: 'unset' }, { label: 'Reject all…', value: 'reject' }, { label: 'Pick all…', value: 'pick' }],
  });
  if (!kind) return null;
  const decided = matching.filter(t => t.verdict !== 'unset' && t.verdict !== kind).length, words = decided && kind !== 'unset' ? ` ${number(decided)} of them were decided otherwise.` : '';
  if (kind === 'reject') {
    const reason = h('select.field', { ariaLabel: 'Reason' }, h('option', { value: '' }, 'no reason'), app.project.reasons.map(r => h('option', { value: r.word }, `${r.word}: ${r.meaning}`)));
    return await app.dialog({ title: `Reject ${n}?`, body: [h('p', {}, `All takes of this list are rejected.${note}${words}`), h('label', {}, 'Reason'), reason], actions: [{ label: 'Cancel', value: null }, { label: `Reject ${n}`, value: () => ({ kind, reason: reason.value }), kind: 'danger' }] });
  }
  const [title, yes] = kind === 'pick' ? [`Pick ${n}?`, `Pick ${n}`] : [`Set ${n} back to undecided?`, `Set ${n} back`];
  return await app.confirm({ title, text: `${kind === 'pick' ? 'All takes of this list are picked.' : 'Their verdicts and reasons are taken back; stars and notes stay.'}${note}${words}`, yes }) ? { kind } : null;
}
