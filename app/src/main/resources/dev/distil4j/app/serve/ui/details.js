// What stands below a result: where its time went, and the tokens of a text.

import { count, element, styled } from './dom.js';

const STAGES = [
  { name: 'Tokenization', header: 'x-tokenization-time' },
  { name: 'Queue', header: 'x-queue-time' },
  { name: 'Inference', header: 'x-inference-time' },
];

/** How long each stage took; stages that the server does not tell are left out. */
export function timing({ headers, elapsed }) {
  const figure = (header) => Number.parseFloat(headers.get(header) ?? 'NaN');
  const stages = STAGES.map((stage, at) => ({ ...stage, at, ms: figure(stage.header) }))
    .filter(({ ms }) => Number.isFinite(ms));
  const total = figure('x-total-time');
  const strip = element('div', { class: 'strip', 'aria-hidden': 'true' }, stages.map(({ at, ms }) =>
    styled(element('span', { 'data-stage': at }), 'flex-grow', ms)));
  const entries = stages.map(({ name, at, ms }) =>
    entry(name, ms, element('span', { class: 'swatch', 'data-stage': at })));
  if (Number.isFinite(total)) {
    entries.push(entry('Server', total));
  }
  entries.push(entry('Round trip', elapsed));
  const list = element('dl', { class: 'times' }, entries);
  const node = element('div', {}, element('h3', {}, 'Time'), stages.some(({ ms }) => ms > 0) ? strip : [], list);
  if (headers.get('x-truncated') === 'true') {
    node.append(element('p', { class: 'notice' },
      'The text was longer than the model can read: only its beginning was computed.'));
  }
  return node;
}

function entry(name, ms, ...swatch) {
  return element('div', {}, element('dt', {}, ...swatch, name), element('dd', {}, milliseconds(ms)));
}

function milliseconds(ms) {
  return `${ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** The pieces of each text with their ids, in order. */
export function tokens(lists) {
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  return element('div', {},
    element('p', { class: 'hint' }, count(total, 'token')),
    ...lists.map((list) => element('ol', { class: 'pieces' }, list.map(piece))));
}

/** A token as the vocabulary has it; where it stands, and as what, is told on pointing at it. */
function piece({ id, text, piece, special, start, stop }) {
  const place = special ? {} : { title: `“${text}”, characters ${start} to ${stop}` };
  return element('li', { class: special ? 'special' : '', ...place },
    element('span', { class: 'piece' }, piece ?? text), element('span', { class: 'id' }, String(id)));
}
