/** report/: what a run found, for people. In: a `Results` and nothing else. Out: `report.html` (one file, offline),
 * `report.md` with `figures/*.svg`, and the answer in words for the command line. One more figure: a file in `figures/`
 * and a line in its `registry.ts`; one more section: a function in `html/` and a line in `html/page.ts`. */
export { describeAnswer } from './sentence.ts';
export { renderReport, writeReport } from './write-report.ts';
