// The page of routes: what openapi.json says, for people, with examples as curl.

import { element } from '../ui/dom.js';
import { notation } from './schema.js';

const api = await (await fetch('openapi.json')).json();
const server = new URL('.', document.baseURI).href.replace(/\/$/, '');

/** What a reference points to, or the value itself. */
function resolved(value) {
  return value?.$ref
    ? value.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/')], api)
    : value;
}

/** A command for a shell; the body stands in single quotes. */
function curl(method, path, body) {
  const url = server + path.replace('{name}', 'NAME');
  if (method === 'get') {
    return `curl ${url}`;
  }
  const json = JSON.stringify(body).replaceAll("'", "'\\''");
  return `curl ${url} -H 'content-type: application/json' \\\n  -d '${json}'`;
}

function copyable(text, label) {
  const button = element('button', { type: 'button', 'aria-live': 'polite' }, 'Copy');
  const command = element('code', {}, text);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A browser has no clipboard for pages that come without TLS from another machine.
      getSelection().selectAllChildren(command);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
  const frame = element('pre', { tabindex: 0, 'aria-label': label }, command);
  return element('div', { class: 'example' }, frame, button);
}

function folded(summary, ...content) {
  return element('details', {}, element('summary', {}, summary), ...content);
}

function code(text) {
  return element('pre', { tabindex: 0 }, element('code', {}, text));
}

function examples(method, path, body) {
  if (method === 'get') {
    return [copyable(curl(method, path), 'As curl')];
  }
  return Object.values(body.examples).flatMap(({ summary, value }) =>
    [element('p', { class: 'hint' }, summary), copyable(curl(method, path, value), summary)]);
}

function answer(responses) {
  const content = Object.values(resolved(responses['200']).content)[0];
  const shown = content.example === undefined
    ? []
    : [code(JSON.stringify(content.example, null, 2))];
  return [...shown, code(notation(content.schema, resolved))];
}

function statuses(responses) {
  const row = ([status, response]) =>
    element('tr', {}, element('td', {}, status), element('td', {}, resolved(response).description));
  return element('table', { class: 'rows statuses' }, element('tbody', {},
    Object.entries(responses).map(row)));
}

function route({ method, path, operation, anchor }) {
  const body = resolved(operation.requestBody)?.content['application/json'];
  return element('article', { id: anchor },
    element('h3', {}, element('span', { class: 'method' }, method.toUpperCase()), path),
    element('p', {}, operation.summary),
    ...examples(method, path, body),
    body ? folded('Body', code(notation(body.schema, resolved))) : '',
    folded('Answer', ...answer(operation.responses)),
    folded('Statuses', statuses(operation.responses)));
}

function section({ name, description }, routes) {
  return element('section', {},
    element('h2', {}, name), element('p', { class: 'hint' }, description), ...routes.map(route));
}

function contents({ name }, routes) {
  const entry = ({ method, path, anchor }) =>
    element('li', {}, element('a', { href: `#${anchor}` }, `${method.toUpperCase()} ${path}`));
  return [element('p', {}, name), element('ul', {}, routes.map(entry))];
}

const routes = Object.entries(api.paths).flatMap(([path, item]) =>
  ['get', 'post'].filter((method) => item[method]).map((method) =>
    ({ method, path, operation: item[method], anchor: item[method].operationId })));
const groups = api.tags.map((tag) =>
  [tag, routes.filter(({ operation }) => operation.tags.includes(tag.name))]);

document.querySelector('#contents').append(...groups.flatMap((group) => contents(...group)));
document.querySelector('#routes').replaceChildren(
  element('p', {}, api.info.description), ...groups.map((group) => section(...group)));
// The part of the address that names a route was there before the route.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
