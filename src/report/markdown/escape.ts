import { formatNumber } from '../format.ts';
import { type Phrase, renderPhrase } from '../phrase.ts';
import { plainText } from '../plain-text.ts';

/** A name as a code span, where GitHub reads no markup, link, mention or emoji; safe in a table.
 * A pipe would end the cell even inside a code span, so a name with one is spelled in character references instead. */
export function markdownName(text: string): string {
  const plain = plainText(text).trim();
  if (plain === '') return '` `';
  if (plain.includes('|')) return markdownText(plain);
  const longestRun = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = longestRun > 0 ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

const markup = /[&<>\\`*[\]|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u;
const autolink = /[@:#](?=[\p{L}\p{N}_+/-])(?<!\d:)|(?<=\bwww)(?=\.)/iu;
const either = new RegExp(`(${markup.source})|${autolink.source}`, 'giu');

/** Words as Markdown text: what could be markup becomes a character reference, which is never read as structure
 * (CommonMark §2.5), and an empty comment splits what GitHub would turn into a link, a mention or an emoji. */
export function markdownText(text: string): string {
  return plainText(text).replaceAll(either, (match, isMarkup: string | undefined) =>
    isMarkup === undefined ? `${match}<!-- -->` : reference(match),
  );
}

/** Words as the text of an image, where comments would show and nothing becomes a link. */
export function markdownAlt(text: string): string {
  return plainText(text).replaceAll(new RegExp(markup, 'gu'), reference);
}

function reference(text: string): string {
  return [...text].map((character) => `&#${character.codePointAt(0)};`).join('');
}

/** A phrase as a paragraph or list item: it does not begin a list, a heading or a rule. */
export function markdownPhrase(parts: Phrase): string {
  return renderPhrase(parts, markdownName, markdownText).replace(
    /^[-+#=](?=\s|[-=#])|(?<=^\d{1,9})[.)](?=\s)/,
    reference,
  );
}

/** A GitHub table; cells are Markdown already.
 * @param heads with a leading `>` where the column holds numbers. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(heads.map((head) => head.replace(/^>/, ''))),
    line(heads.map((head) => (head.startsWith('>') ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

/** Rows of a table that may be long. */
export const listedRows = 11;

/** A table that holds the first {@link listedRows} of all, and how many are left out.
 * @param what they are: `layers`. */
export function cut(table: string, total: number, what: string): string {
  return total > listedRows ? `${table}\n\n… and ${formatNumber(total - listedRows)} more ${what}.` : table;
}
