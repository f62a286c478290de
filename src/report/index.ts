/** report/: what a run found, for people. In: a `Results`, its `Exploration` where
 * there is one, and nothing else; of several runs, the files of their
 * folders. Out: `report.html` (one file, offline), `report.md` with `figures/*.svg`, and the answer in words for the
 * command line; runs side by side, a list of them, and one of them on an MLflow server. One more figure: a file in `figures/`
 * and a line in its `registry.ts`; one more section: a function in `html/` and a line in `html/page.ts`.
 * `app/` is what runs in the page, bundled into it: one more part of the page that comes alive is a file in
 * `app/islands/` and a line in its `registry.ts`. */

export { compareRuns, renderComparison } from './compare/compare.ts';
export { compareHtml } from './compare/html.ts';
export { compareMarkdown } from './compare/markdown.ts';
export type { Comparison, PairedInterval } from './compare/types.ts';
export { logToMlflow } from './mlflow/log-run.ts';
export { writeIndex } from './runs/index-page.ts';
export { describeAnswer } from './sentence.ts';
export { renderReport, writeReport } from './write-report.ts';
