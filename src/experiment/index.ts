/** experiment/: a config becomes cells, cells become results. In: a config file and effects. Out: a published run folder;
 * what was finished is in the feature store and the journal, so that the same call goes on after any interruption. */
export { catalog } from './catalog.ts';
export { planExperiment } from './dry-run.ts';
export { pairedInterval } from './paired-interval.ts';
export { type ExperimentOptions, type FinishedExperiment, runExperiment } from './run.ts';
