// Results as a person wants to see them. A view is an element and a summary to be read aloud.

import { bar, count, element, shown, slicer, styled } from './dom.js';

const HUES = 8;

let groups = 0;

/** Labels with their scores, as bars. */
export function bars(scores) {
  const rows = scores.map(({ label, score }) =>
    element('li', {}, element('span', { class: 'label' }, label), value(score), bar(score)));
  const best = scores[0];
  return {
    node: element('ol', { class: 'bars' }, rows),
    summary: best ? `${best.label}, ${shown(best.score)}` : 'no label',
  };
}

/** The candidates for each mask; those chosen stand in the sentence. */
export function candidates(masks, text, maskToken) {
  const parts = text.split(maskToken);
  const chosen = masks.map((list) => list[0]);
  const sentence = element('p', { class: 'text' });
  const write = () => sentence.replaceChildren(...filled(parts, chosen));
  write();
  const lists = masks.map((list, at) =>
    choices(masks.length === 1 ? 'Candidates' : `Candidates for mask ${at + 1}`, list.map((c) =>
      ({ label: c.token_str, score: c.score })), (i) => {
      chosen[at] = list[i];
      write();
    }));
  return {
    node: element('div', {}, sentence, element('div', { class: 'masks' }, lists)),
    summary: chosen.map((c) => `${c.token_str}, ${shown(c.score)}`).join('; '),
  };
}

/** The sentence; a piece such as ##ing is joined to the word before it. */
function filled(parts, chosen) {
  const nodes = [];
  parts.forEach((part, at) => {
    const ending = chosen[at]?.token_str.startsWith('##');
    nodes.push(ending ? part.trimEnd() : part);
    if (at < chosen.length) {
      nodes.push(element('mark', {}, chosen[at].token_str.replace(/^##/, '')));
    }
  });
  return nodes;
}

/** The answers; the one chosen is marked in its context. */
export function answers(found, context) {
  const cut = slicer(context);
  const place = element('p', { class: 'text' });
  const write = ({ start, end }) => place.replaceChildren(
    cut(0, start), ...(end > start ? [element('mark', {}, cut(start, end))] : []), cut(end));
  const best = found[0];
  if (!best) {
    return { node: element('p', {}, 'No answer was found.'), summary: 'no answer' };
  }
  write(best);
  const list = choices('Answers', found.map(({ answer, score }) =>
    ({ label: answer === '' ? 'no answer' : answer, score })), (i) => write(found[i]));
  return {
    node: element('div', {}, list, place),
    summary: `${best.answer === '' ? 'no answer' : best.answer}, ${shown(best.score)}`,
  };
}

/** Entities in their text, a colour for each of the labels. */
export function entities(found, text, labels) {
  const cut = slicer(text);
  const hue = new Map();
  [...labels, ...found.map(name)].forEach((label) => {
    if (!hue.has(label)) {
      hue.set(label, hue.size % HUES);
    }
  });
  const sorted = found.toSorted((a, b) => a.start - b.start);
  const nodes = [];
  let end = 0;
  for (const entity of sorted) {
    if (entity.start >= end) {
      nodes.push(cut(end, entity.start), marked(cut(entity.start, entity.end), name(entity), hue));
      end = entity.end;
    }
  }
  nodes.push(cut(end));
  const node = element('div', {}, element('p', { class: 'text' }, nodes));
  if (found.length > 0) {
    node.append(legend(sorted, hue), table(sorted, cut));
  } else {
    node.append(element('p', { class: 'hint' }, 'No entity was found.'));
  }
  const read = sorted.map((e) => `${cut(e.start, e.end)}: ${name(e)}`).join('; ');
  return { node, summary: found.length === 0 ? 'no entity' : read };
}

function marked(text, label, hue) {
  return element('mark', { class: 'entity', 'data-hue': hue.get(label) },
    text, '\u00a0', element('span', { class: 'tag' }, label));
}

function legend(sorted, hue) {
  const counts = new Map();
  sorted.forEach((e) => counts.set(name(e), (counts.get(name(e)) ?? 0) + 1));
  const items = [...counts].map(([label, n]) =>
    element('li', {}, element('span', { class: 'swatch', 'data-hue': hue.get(label) }),
      `${label} ${n}`));
  return element('ul', { class: 'legend', 'aria-label': 'Labels' }, items);
}

function table(sorted, cut) {
  const rows = sorted.map((e) => element('tr', {},
    element('td', {}, cut(e.start, e.end)),
    element('td', {}, name(e)),
    element('td', { class: 'figure' }, shown(e.score))));
  return element('table', { class: 'rows' },
    element('thead', {}, element('tr', {}, ...['Entity', 'Label', 'Score'].map((title) =>
      element('th', { scope: 'col', class: title === 'Score' ? 'figure' : '' }, title)))),
    element('tbody', {}, rows));
}

function name(entity) {
  return entity.entity_group ?? entity.entity;
}

/** How similar sentences are to one another: the cosine of their vectors. */
export function similarities(vectors, sentences) {
  const numbers = sentences.map((_, i) => String(i + 1));
  const rows = vectors.map((a, i) => element('tr', {},
    element('th', { scope: 'row' }, numbers[i]),
    ...vectors.map((b) => cell(cosine(a, b)))));
  const matrix = element('table', { class: 'matrix' },
    element('caption', {}, 'Cosine similarity'),
    element('thead', {}, element('tr', {}, element('td', {}),
      ...numbers.map((n) => element('th', { scope: 'col' }, n)))),
    element('tbody', {}, rows));
  const list = element('ol', { class: 'sentences' }, sentences.map((s) => element('li', {}, s)));
  const size = `${count(vectors.length, 'vector')} of ${count(vectors[0]?.length ?? 0, 'dimension')}`;
  const node = element('div', {}, list,
    element('div', { class: 'wide', tabindex: '0', role: 'group', 'aria-label': 'Cosine similarity' },
      matrix),
    element('p', { class: 'hint' }, vectors.length === 1
      ? `${size}. Write a second sentence, on a line of its own, to compare them.` : `${size}.`));
  return { node, summary: `${size}${closest(vectors)}` };
}

function cell(cosine) {
  const weight = Math.min(1, Math.max(0, cosine));
  return styled(element('td', {}, cosine.toFixed(2)), '--share', weight);
}

function closest(vectors) {
  let best = null;
  vectors.forEach((a, i) => vectors.slice(0, i).forEach((b, j) => {
    const similarity = cosine(a, b);
    if (best === null || similarity > best.similarity) {
      best = { similarity, one: j + 1, other: i + 1 };
    }
  }));
  return best === null ? ''
    : `; closest are ${best.one} and ${best.other}, ${best.similarity.toFixed(2)}`;
}

function cosine(a, b) {
  const dot = (x, y) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  const norms = Math.sqrt(dot(a, a) * dot(b, b));
  return norms === 0 ? 0 : dot(a, b) / norms;
}

/** Scored options of which one is chosen, the first to begin with. */
function choices(title, options, choose) {
  const group = `choice-${groups++}`;
  const rows = options.map(({ label, score }, i) => {
    const radio = element('input', { type: 'radio', name: group, checked: i === 0 });
    radio.addEventListener('change', () => choose(i));
    return element('label', {}, radio, element('span', { class: 'label' }, label), value(score),
      bar(score));
  });
  return element('fieldset', { class: 'bars choices' }, element('legend', {}, title), rows);
}

function value(score) {
  return element('span', { class: 'figure', title: String(score) }, shown(score));
}
