/** A name that the user or a backbone gave: shown as code, isolated from the sentence around it. */
export interface Name {
  readonly name: string;
}

/** A sentence with names in it, which HTML, Markdown and the terminal each set in their own way. */
export type Phrase = readonly (string | Name)[];

/** Mark a name. */
export function name(text: string): Name {
  return { name: text };
}

/** Make a phrase from a template of texts, numbers, names and other phrases. */
export function phrase(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Name | Phrase)[]
): Phrase {
  return strings.flatMap((part, i) => {
    const value = values[i - 1];
    const before = value === undefined ? [] : isPhrase(value) ? value : [asPart(value)];
    return [...before, part];
  });
}

/** Phrases one after another with a separator between them. */
export function joinPhrases(phrases: readonly Phrase[], separator: string): Phrase {
  return phrases.flatMap((item, i) => (i === 0 ? item : [separator, ...item]));
}

/** A phrase in another form.
 * @param showName how a name is set.
 * @param showText how the words between names are set. */
export function renderPhrase(
  parts: Phrase,
  showName: (name: string) => string,
  showText: (text: string) => string = (text) => text,
): string {
  return parts.map((part) => (typeof part === 'string' ? showText(part) : showName(part.name))).join('');
}

function isPhrase(value: string | number | Name | Phrase): value is Phrase {
  return Array.isArray(value);
}

function asPart(value: string | number | Name | Phrase): string | Name {
  return typeof value === 'object' && 'name' in value ? value : String(value);
}
