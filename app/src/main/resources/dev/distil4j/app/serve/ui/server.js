// What is asked of the server, and how a failure reads.

const base = new URL('.', document.baseURI);

/** Why there is no result: one sentence, the server's own where it has one. */
export class Refusal extends Error {
  constructor(sentence, status, type) {
    super(sentence);
    this.status = status;
    this.type = type;
  }
}

/** What the server serves. */
export async function info(key) {
  return (await answer(new URL('info', base), { headers: authorization(key) })).json();
}

/** Where a route of a model is; its name may have a folder, as in org/name. */
export function route(model, operation = '') {
  const name = model.split('/').map(encodeURIComponent).join('/');
  return new URL(`models/${name}${operation}`, base);
}

/** Sends a body and waits for its answer: the JSON, the headers, and the time that it took in ms. */
export async function post(url, body, key, signal) {
  const started = performance.now();
  const response = await answer(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization(key) },
    body,
    signal,
  });
  const json = await response.json();
  return { json, headers: response.headers, elapsed: performance.now() - started };
}

/** The command that sends the same; a key is named and not shown. */
export function curl(url, body, key) {
  const lines = [`curl -sS ${quoted(url.href)}`, `-H 'content-type: application/json'`];
  if (key) {
    lines.push('-H "authorization: Bearer $DISTIL4J_SERVE_API_KEY"');
  }
  lines.push(`--data-raw ${quoted(body)}`);
  return lines.join(' \\\n  ');
}

function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function authorization(key) {
  return key ? { authorization: `Bearer ${key}` } : {};
}

async function answer(url, options) {
  let response;
  try {
    response = await fetch(url, { ...options, cache: 'no-store', redirect: 'error' });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Refusal(`The server at ${base.host} can't be reached; is it running?`);
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

async function refusal(response) {
  try {
    const { error, error_type: type } = await response.json();
    if (typeof error === 'string' && error !== '') {
      return new Refusal(error, response.status, type);
    }
  } catch {
    // No JSON: something between here and the server has answered.
  }
  const status = `${response.status} ${response.statusText}`.trimEnd();
  return new Refusal(`The server answered ${status}.`, response.status);
}
