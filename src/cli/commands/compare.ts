import { join, relative, resolve } from 'node:path';
import { ConfigError, type Effects } from '../../core/index.ts';
import { findRun } from '../find-run.ts';

export interface CompareOptions {
  /** As `strata report` takes them, two or more; the others are compared with the first. */
  readonly runs: readonly string[];
  /** The folder of reports, where names are looked up. */
  readonly reports: string;
  /** Write the comparison as one HTML file. */
  readonly html?: string;
  /** Write `compare.html`, and `compare.md` with its figure, to this folder. */
  readonly out?: string;
}

/** Put runs beside each other: printed as Markdown, or written to files.
 * @throws {ConfigError} If there are fewer than two. */
export async function compare({ runs, reports, html, out }: CompareOptions, effects: Effects): Promise<void> {
  const { cwd, logger } = effects;
  if (runs.length < 2) {
    throw new ConfigError(`Cannot compare runs as there must be two or more: got ${runs.length}`);
  }
  const folders = await Promise.all(runs.map((run) => findRun(run, reports, cwd)));
  const [
    { compareHtml, compareMarkdown, compareRuns, renderComparison },
    { pairedInterval },
    { writeFileAtomic },
  ] = await Promise.all([
    import('../../report/index.ts'),
    import('../../experiment/index.ts'),
    import('../../result/index.ts'),
  ]);
  const titled = folders.map((folder) => ({ folder, title: relative(cwd, folder) || '.' }));
  const comparison = await compareRuns(titled, pairedInterval);
  if (html === undefined && out === undefined) {
    logger.info(compareMarkdown(comparison).trimEnd());
    return;
  }
  const files = [
    ...(html === undefined ? [] : [{ path: resolve(cwd, html), content: await compareHtml(comparison) }]),
    ...(out === undefined
      ? []
      : (await renderComparison(comparison)).map(({ path, content }) => ({
          path: join(resolve(cwd, out), path),
          content,
        }))),
  ];
  for (const { path, content } of files) {
    await writeFileAtomic(path, content);
    logger.info(`Written: ${relative(cwd, path)}`);
  }
}
