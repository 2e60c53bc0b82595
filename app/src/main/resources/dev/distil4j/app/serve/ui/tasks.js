// The tasks: what each asks for, an example or two, what is sent, and how its result is shown.

import { answers, bars, candidates, entities, similarities } from './views.js';

const MOST_LABELS = 10;
const MASK = '[MASK]';

const text = (label = 'Text') => ({ name: 'text', label, kind: 'text' });

/** By the name that the server has for each; hidden states of tokens are for programs, not here. */
export const TASKS = {
  'text-classification': {
    title: 'Text classification',
    fields: [text()],
    examples: [
      { text: 'A gripping, funny film' },
      { text: 'The plot is a tedious mess, and nobody on the screen seems to care.' },
      { text: 'Not bad at all, though it takes its time.' },
    ],
    texts: (values) => [values.text],
    body: (values, model) => {
      const labels = labelsOf(model).length;
      const parameters = labels > 0 ? { parameters: { top_k: Math.min(labels, MOST_LABELS) } } : {};
      return { inputs: values.text, ...parameters };
    },
    view: (result) => bars(Array.isArray(result[0]) ? result[0] : result),
  },

  'zero-shot-classification': {
    title: 'Zero-shot',
    fields: [
      text(),
      { name: 'labels', label: 'Labels', kind: 'line', hint: 'Any words, with commas between them' },
      { name: 'several', label: 'Several labels may be right', kind: 'check' },
    ],
    examples: [
      {
        text: 'The keeper saved two penalties, and the cup stays in town.',
        labels: 'sport, politics, cooking, travel',
        several: false,
      },
      {
        text: 'Bring the stock to the boil, then let it simmer while you read the news.',
        labels: 'cooking, reading, sport',
        several: true,
      },
    ],
    texts: (values) => [values.text],
    body: (values) => ({
      inputs: values.text,
      parameters: {
        candidate_labels: values.labels.split(',').map((l) => l.trim()).filter((l) => l !== ''),
        multi_label: values.several,
      },
    }),
    view: (result) => bars(Array.isArray(result) ? result
      : result.labels.map((label, i) => ({ label, score: result.scores[i] }))),
  },

  'fill-mask': {
    title: 'Fill-mask',
    fields: [{ ...text(), hint: `${MASK} stands for each missing word` }],
    examples: [
      { text: `Paris is the ${MASK} of France.` },
      { text: `The ${MASK} rose over the sea, and the ${MASK} went home.` },
    ],
    texts: (values) => [values.text],
    body: (values) => ({ inputs: values.text, parameters: { top_k: 5 } }),
    view: (result, values) =>
      candidates(Array.isArray(result[0]) ? result : [result], values.text, MASK),
  },

  'question-answering': {
    title: 'Question answering',
    fields: [
      { name: 'question', label: 'Question', kind: 'line' },
      { name: 'context', label: 'Context', kind: 'text' },
    ],
    examples: [
      {
        question: 'Where does the river rise?',
        context: 'The river rises in the hills above the old mill, crosses three counties and'
          + ' meets the sea at a small harbour. In spring it floods the meadows on its left bank.',
      },
      {
        question: 'Who baked the bread?',
        context: 'Before dawn the miller carried the flour across the yard. The bread was baked by'
          + ' his daughter, and the ferryman took it to market.',
      },
    ],
    texts: (values) => [values.question, values.context],
    body: (values) => ({
      inputs: { question: values.question, context: values.context },
      parameters: { top_k: 3 },
    }),
    view: (result, values) => answers(Array.isArray(result) ? result : [result], values.context),
  },

  'token-classification': {
    title: 'Entities',
    fields: [text()],
    examples: [
      { text: 'My name is Sarah and I live in London, but I work for Siemens in Munich.' },
      { text: '🌍 Last spring Nadia flew from Lagos to Buenos Aires with Air France.' },
    ],
    texts: (values) => [values.text],
    body: (values) => ({ inputs: values.text, parameters: { aggregation_strategy: 'simple' } }),
    view: (result, values, model) => entities(result, values.text, groupsOf(model)),
  },

  'sentence-embedding': {
    title: 'Sentence similarity',
    fields: [{ ...text('Sentences'), hint: 'One on each line' }],
    examples: [
      { text: 'A man is playing a guitar.\nSomeone makes music.\nThe train leaves at noon.' },
      { text: 'How do I reset my password?\nI can not log in any more.\nWhat does shipping cost?' },
    ],
    texts: (values) => lines(values.text),
    body: (values) => ({ inputs: lines(values.text) }),
    view: (result, values) => similarities(result, lines(values.text)),
  },
};

/** What is sent, as text. */
export function bodyOf(task, values, model, truncate) {
  const body = TASKS[task].body(values, model);
  return JSON.stringify(truncate
    ? { ...body, parameters: { ...body.parameters, truncate } } : body);
}

/** The labels of a classifier or tagger, in the order of their ids. */
function labelsOf(model) {
  const { classifier, token_classifier: tagger } = model.model_type ?? {};
  const labels = (classifier ?? tagger)?.id2label ?? {};
  return Object.keys(labels).sort((a, b) => a - b).map((id) => labels[id]);
}

/** What the labels of a tagger are about: PER for B-PER and I-PER. */
function groupsOf(model) {
  const groups = labelsOf(model).filter((l) => l !== 'O').map((l) => l.replace(/^[BI]-/, ''));
  return [...new Set(groups)];
}

function lines(value) {
  return value.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
