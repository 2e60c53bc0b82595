// The page's life: models and tasks to choose from, a form for each, and one request at a time.

import { count, element } from './dom.js';
import { timing, tokens } from './details.js';
import { Refusal, curl, info, post, route } from './server.js';
import { TASKS, bodyOf } from './tasks.js';

const at = (id) => document.getElementById(id);
const form = at('form');

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** What was typed for each task, so that nothing is lost by looking at another. */
const typed = new Map();
const shownExample = new Map();
let models = [];
let model = null;
let task = null;
let running = null;
let asked = 0;

async function connect() {
  const served = await info(key());
  models = served.models ?? [served];
  at('model').replaceChildren(...models.map((m, i) =>
    element('option', { value: i }, m.served_model_name)));
  chooseModel(0);
}

/** Connects; while the server warms up, it is asked again, and says why only once. */
async function start() {
  try {
    await connect();
  } catch (e) {
    if (at('error').textContent !== e.message) {
      fail(e);
    }
    if (e.status === 503) {
      setTimeout(() => model ?? start(), 1000);
    }
  }
}

function chooseModel(index) {
  model = models[index];
  const known = model.tasks.filter((name) => name in TASKS);
  at('facts').textContent = facts(model);
  at('task').replaceChildren(element('legend', {}, 'Task'), ...known.map((name) =>
    element('label', {}, element('input', { type: 'radio', name: 'task', value: name }),
      element('span', {}, TASKS[name].title))));
  at('task').hidden = known.length < 2;
  if (known.length === 0) {
    task = null;
    at('fields').replaceChildren();
    clear();
    fail(new Refusal(`This page has nothing to show for ${model.tasks.join(' and ')}.`));
    return;
  }
  chooseTask(known.includes(task) ? task : known[0]);
}

function chooseTask(name) {
  task = name;
  form.querySelector(`input[name=task][value=${name}]`).checked = true;
  at('fields').replaceChildren(...TASKS[name].fields.map(field));
  write(typed.get(name) ?? TASKS[name].examples[0]);
  clear();
}

function facts({ architecture, parameters, model_dtype, max_input_length, backend, tasks }) {
  const known = tasks.filter((name) => name in TASKS);
  return [
    known.length === 1 ? TASKS[known[0]].title : null,
    architecture,
    parameters === undefined ? null : `${compact.format(parameters)} parameters`,
    model_dtype,
    backend,
    max_input_length === undefined ? null : `up to ${count(max_input_length, 'token')}`,
  ].filter((fact) => fact).map((fact) => fact.replaceAll(' ', '\u00a0')).join('\u00a0· ');
}

function field({ name, label, kind, hint }) {
  const id = `field-${name}`;
  const described = hint ? { 'aria-describedby': `${id}-hint` } : {};
  if (kind === 'check') {
    return element('label', { class: 'check' },
      element('input', { id, type: 'checkbox', 'data-field': name }), label);
  }
  const input = kind === 'text'
    ? element('textarea', { id, rows: 4, 'data-field': name, ...described })
    : element('input', { id, type: 'text', 'data-field': name, ...described });
  return element('div', { class: 'field' }, element('label', { for: id }, label), input,
    ...(hint ? [element('p', { id: `${id}-hint`, class: 'hint' }, hint)] : []));
}

const inputs = () => [...form.querySelectorAll('[data-field]')];

function read() {
  return Object.fromEntries(inputs().map((input) =>
    [input.dataset.field, input.type === 'checkbox' ? input.checked : input.value]));
}

function write(values) {
  inputs().forEach((input) => {
    const value = values[input.dataset.field];
    if (input.type === 'checkbox') {
      input.checked = value;
    } else {
      input.value = value;
    }
  });
}

const key = () => at('key').value.trim();

/** Runs what the form says; a request that is under way is given up for it. */
async function run(truncate = false) {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  busy(true);
  try {
    if (model === null) {
      await connect();
    } else if (task !== null) {
      await request(read(), truncate, mine.signal);
    }
  } catch (e) {
    if (running === mine) {
      fail(e, truncate);
    }
  } finally {
    if (running === mine) {
      busy(false);
      showTokens();
      reveal();
    }
  }
}

/** Where the result lies below the form, whoever runs it wants to see it. */
function reveal() {
  if (at('result').getBoundingClientRect().top > innerHeight / 2) {
    at('result').scrollIntoView();
  }
}

async function request(values, truncate, signal) {
  const url = route(model.served_model_name);
  const body = bodyOf(task, values, model, truncate);
  at('curl').textContent = curl(url, body, key());
  at('request').hidden = false;
  const response = await post(url, body, key(), signal);
  const { node, summary } = TASKS[task].view(response.json, values, model);
  at('error').replaceChildren();
  at('view').replaceChildren(node);
  at('timing').replaceChildren(timing(response));
  say(summary);
}

/** The tokens of what the form says, if they are to be seen. */
async function showTokens() {
  if (!at('tokens').open || task === null) {
    return;
  }
  const place = at('tokens').querySelector('div');
  const mine = ++asked;
  const body = JSON.stringify({ inputs: TASKS[task].texts(read()), add_special_tokens: true });
  let shown;
  try {
    const { json } = await post(route(model.served_model_name, '/tokenize'), body, key());
    shown = tokens(json);
  } catch (e) {
    shown = element('p', { class: 'refusal' }, e.message);
  }
  if (mine === asked) {
    place.replaceChildren(shown);
  }
}

function fail(e, truncated) {
  at('view').replaceChildren();
  at('timing').replaceChildren();
  say('');
  const sentence = e instanceof Refusal ? e.message
    : `This page can't show what the server answered: ${e.message}.`;
  at('error').replaceChildren(element('p', { class: 'refusal' }, sentence));
  if (e.type === 'Tokenizer' && !truncated) {
    const cut = element('button', { type: 'button' }, 'Run with its beginning only');
    cut.addEventListener('click', () => {
      at('run').focus();
      run(true);
    });
    at('error').append(cut);
  }
  if (e.status === 401) {
    at('key-field').hidden = false;
    at('key').focus();
  }
}

function clear() {
  running?.abort();
  running = null;
  busy(false);
  ['error', 'timing'].forEach((id) => at(id).replaceChildren());
  at('view').replaceChildren(
    element('p', { class: 'hint' }, 'Run the example, or write a text of your own.'));
  at('request').hidden = true;
  say('');
  showTokens();
}

function busy(is) {
  at('result').setAttribute('aria-busy', is);
  at('run').textContent = is ? 'Running…' : 'Run';
}

function say(text) {
  at('status').textContent = text;
}

function nextExample() {
  const examples = TASKS[task].examples;
  const next = ((shownExample.get(task) ?? 0) + 1) % examples.length;
  shownExample.set(task, next);
  write(examples[next]);
  typed.set(task, read());
  clear();
  say(`Example ${next + 1} of ${examples.length}`);
}

async function copy() {
  const command = at('curl').textContent;
  try {
    await navigator.clipboard.writeText(command);
  } catch {
    // A browser has no clipboard for pages that come without TLS from another machine.
    getSelection().selectAllChildren(at('curl'));
    document.execCommand('copy');
  }
  at('copy').textContent = 'Copied';
  say('Copied');
  setTimeout(() => { at('copy').textContent = 'Copy'; }, 2000);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});
form.addEventListener('input', (event) => {
  if (event.target.dataset.field !== undefined) {
    typed.set(task, read());
  }
});
form.addEventListener('change', (event) => {
  if (event.target === at('model')) {
    chooseModel(Number(event.target.value));
  } else if (event.target.name === 'task') {
    chooseTask(event.target.value);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
at('example').addEventListener('click', nextExample);
at('copy').addEventListener('click', copy);
at('tokens').addEventListener('toggle', showTokens);

start();
