// JSON schemas as short notation: {key: type, optional?: type}, type | type, [type].

/** How a schema reads; references are followed by what finds what they point to. */
export function notation(schema, resolved) {
  return type(schema, '', []);

  function type(given, indent, seen) {
    const name = given.$ref;
    // A schema within itself is named, not opened again.
    if (seen.includes(name)) {
      return name.split('/').at(-1);
    }
    const within = name ? [...seen, name] : seen;
    const made = resolved(given);
    const choices = made.anyOf ?? made.oneOf;
    if (choices) {
      return choices.map((choice) => type(choice, indent, within)).join(' | ');
    }
    if (made.enum) {
      return made.enum.map((value) => JSON.stringify(value)).join(' | ');
    }
    if ('const' in made) {
      return JSON.stringify(made.const);
    }
    if (made.type === 'array') {
      return `[${type(made.items, indent, within)}]`;
    }
    if (made.type === 'object') {
      return object(made, indent, within);
    }
    return made.type === undefined ? 'any' : [made.type].flat().join(' | ');
  }

  function object(made, indent, within) {
    const deeper = `${indent}  `;
    const lines = Object.entries(made.properties ?? {}).map(([key, value]) => {
      const optional = made.required?.includes(key) ? '' : '?';
      const said = resolved(value);
      const about = [said.description, 'default' in said ? `Default: ${JSON.stringify(said.default)}` : '']
        .filter(Boolean).join(' ');
      const comment = about ? `  // ${about}` : '';
      return `${deeper}${key}${optional}: ${type(value, deeper, within)}${comment}`;
    });
    if (typeof made.additionalProperties === 'object') {
      lines.push(`${deeper}(any key): ${type(made.additionalProperties, deeper, within)}`);
    }
    return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
  }
}
