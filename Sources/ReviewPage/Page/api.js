/** An error of the server: message in its words, status (0: not reached), body. */
export class ApiError extends Error {
  constructor(message, status, body) { super(message); this.status = status; this.body = body; }
  get offline() { return this.status === 0; }
}

async function call(path, options) {
  let response;
  try { response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...options }); }
  catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('the server does not answer: is `mv review` still running?', 0);
  }
  const text = response.status === 204 ? '' : await response.text().catch(() => '');
  let body = null;
  try { body = text ? JSON.parse(text) : null; } catch { body = null; }
  if (response.ok) return body;
  const words = body?.error ?? { 401: 'this page is not signed in any more: open the address that `mv review` printed', 403: 'this review is read-only' }[response.status] ?? `the server answered ${response.status}`;
  throw new ApiError(words, response.status, body);
}

export const api = {
  get: (path, options) => call(path, options),
  post: (path, body, options) => call(path, {
    method: 'POST', body: JSON.stringify(body ?? {}), headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'mv' }, ...options,
  }),
  still: id => `/media/still/${id}`,
  proxy: id => `/media/proxy/${id}`,
  song: '/media/song',
};
