import {
  cut,
  listedRows,
  markdownAlt,
  markdownPhrase,
  markdownTable,
  markdownText,
} from '../markdown/escape.ts';
import type { Comparison } from './types.ts';

/** A comparison as GitHub-flavoured Markdown; long tables are cut.
 * @param figure path of the curves; absent where there is no file to point to. */
export function compareMarkdown(
  { title, scope, headline, sections, curves }: Comparison,
  figure?: string,
): string {
  const blocks = [
    `# ${markdownText(title)}`,
    markdownText(scope),
    `**${markdownPhrase(headline)}**`,
    ...sections.flatMap(({ title, intro, hasCurves, heads, rows }) => {
      if (intro.length === 0 && rows.length === 0) return [];
      const table = markdownTable(
        heads,
        rows.slice(0, listedRows).map((row) => row.map(markdownPhrase)),
      );
      return [
        `## ${markdownText(title)}`,
        ...intro.map(markdownPhrase),
        ...(hasCurves && curves && figure !== undefined
          ? [`![${markdownAlt(curves.description)}](${figure})`, markdownPhrase(curves.caption)]
          : []),
        ...(rows.length > 0 ? [cut(table, rows.length, 'rows')] : []),
      ];
    }),
  ];
  return `${blocks.join('\n\n')}\n`;
}
