// Elements, the offsets of a text, and how a score reads.

/** An element; children that are strings become text, whatever is in them. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) {
      made.setAttribute(key, '');
    } else if (value !== false && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat());
  return made;
}

/** Sets a property that the style sheet reads; an attribute of style would be refused. */
export function styled(made, property, value) {
  made.style.setProperty(property, value);
  return made;
}

/** Cuts a text where the server says, which counts code points: JavaScript counts UTF-16 units. */
export function slicer(text) {
  const points = Array.from(text);
  return (start, end = points.length) => points.slice(start, end).join('');
}

/** A probability in percent, never rounded to a certainty; any other score as it is. */
export function shown(score) {
  if (!(score >= 0 && score <= 1)) {
    return score.toFixed(4);
  }
  if (score < 1 && score > 0.9999) {
    return '> 99.99%';
  }
  if (score > 0 && score < 0.0001) {
    return '< 0.01%';
  }
  return `${(score * 100).toFixed(2)}%`;
}

/** A bar for a score; what it says stands beside it in figures. */
export function bar(score) {
  const share = Math.min(1, Math.max(0, score));
  return styled(element('span', { class: 'bar', 'aria-hidden': 'true' }), '--share', share);
}

/** A number and its noun, in the plural unless it is one. */
export function count(number, noun) {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
