import { plainText } from './plain-text.ts';

/** Markup that is already safe; only {@link html} and {@link trusted} make it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

/** What may stand in an {@link html} template; `undefined` and `false` leave nothing behind. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** Markup from a template whose values are escaped, for element text and quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.reduce((markup, part, i) => markup + toMarkup(values[i - 1]) + part));
}

/** Markup that this code made by other means: a style sheet, an SVG whose texts are escaped. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function toMarkup(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(toMarkup).join('');
  return escapeXml(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Plain text as HTML or XML text, safe in quoted attributes too. */
export function escapeXml(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
