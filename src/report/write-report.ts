import { join } from 'node:path';
import { type Exploration, type Results, writeFileAtomic } from '../result/index.ts';
import { standaloneSvg } from './chart/svg.ts';
import { drawFigures } from './draw.ts';
import { renderHtml } from './html/page.ts';
import { renderMarkdown } from './markdown/page.ts';
import { createView } from './view.ts';

/** Write the report of a result: `report.html`, and `report.md` with `figures/*.svg`; each file whole or not at all.
 * The same result gives the same bytes.
 * @param exploration what a reader may dig in, of the same run; the page leaves out what it lacks.
 * @param folder is made if need be.
 * @returns the paths of what was written.
 * @throws {StoreError} If the folder cannot be written. @throws {InterruptedError} If the signal is raised. */
export async function writeReport(
  results: Results,
  exploration: Exploration | undefined,
  folder: string,
  formats: readonly ('html' | 'markdown')[],
  signal?: AbortSignal,
): Promise<string[]> {
  const files = await renderReport(results, exploration, formats, signal);
  for (const { path, content } of files) await writeFileAtomic(join(folder, path), content);
  return files.map(({ path }) => join(folder, path));
}

/** The files of a report, as text; paths are relative to its folder. */
export async function renderReport(
  results: Results,
  exploration: Exploration | undefined,
  formats: readonly ('html' | 'markdown')[],
  signal?: AbortSignal,
): Promise<readonly { readonly path: string; readonly content: string }[]> {
  const view = createView(results, exploration);
  const figures = await drawFigures(view, formats.includes('html'), signal);
  const files: { path: string; content: string }[] = [];
  if (formats.includes('html')) {
    files.push({ path: 'report.html', content: await renderHtml(view, figures) });
  }
  if (formats.includes('markdown')) {
    const linked = new Map(
      [...figures].map(([id, figure]) => [id, { ...figure, path: `figures/${id}.svg` }]),
    );
    // The figures first, so that a report never points to one that is not there yet.
    for (const figure of linked.values()) {
      files.push({ path: figure.path, content: standaloneSvg(figure.wide, figure) });
    }
    files.push({ path: 'report.md', content: renderMarkdown(view, linked) });
  }
  return files;
}
