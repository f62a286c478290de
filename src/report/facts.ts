import { count, formatBytes, formatNumber, formatSeconds, formatShort } from './format.ts';
import { joinPhrases, name, type Phrase, phrase } from './phrase.ts';
import { presetFacts } from './preset.ts';
import { samplesPhrase } from './task.ts';
import type { ReportView } from './view.ts';

/** A line of a list of facts. */
export interface Fact {
  readonly term: string;
  readonly text: Phrase;
}

/** What the run as a whole cost. */
export function costFacts({ results }: ReportView): readonly Fact[] {
  const { cost, seconds } = results;
  return [
    { term: 'Whole run', text: phrase`${formatSeconds(seconds)}` },
    {
      term: 'Extraction',
      text: phrase`${formatSeconds(cost.extractSeconds)}: ${count(cost.extracted, 'sample')} extracted, ${formatNumber(cost.cached)} from the store`,
    },
    {
      term: 'Evaluation',
      text: phrase`${formatSeconds(cost.evaluateSeconds)}: ${count(cost.cellsEvaluated, 'cell')} evaluated, ${formatNumber(cost.cellsReused)} kept from an earlier run`,
    },
  ];
}

/** What someone needs to know to get the same numbers again. */
export function reproduceFacts({ results, metrics }: ReportView): readonly Fact[] {
  const { dataset, environment, evaluation } = results;
  const tuning = metrics.find(({ id }) => id === evaluation.tune.metric)?.word ?? evaluation.tune.metric;
  const path = dataset.path === undefined ? phrase`` : phrase` at ${name(dataset.path)}`;
  return [
    {
      term: 'Data',
      text: phrase`${name(dataset.id)}${path}: ${samplesPhrase(results, ',')}${spreadText(dataset)}${columnPhrase(dataset)}, fingerprint ${name(dataset.fingerprint)}`,
    },
    { term: 'Protocol', text: phrase`${evaluation.protocol}; the same folds for every cell` },
    ...presetFacts(results),
    {
      term: 'Tuning',
      text: phrase`${count(evaluation.tune.folds, 'inner fold')} of each training part, by ${tuning}`,
    },
    { term: 'Seed', text: phrase`${String(results.seed)}` },
    { term: 'Run', text: phrase`${name(results.run)}, started ${dateText(results.startedAt)}` },
    {
      term: 'Machine',
      text: phrase`${environment.cpu}, ${count(environment.cores, 'core')}, ${formatBytes(environment.memoryBytes)} of memory, ${environment.platform}`,
    },
    {
      term: 'Versions',
      text: joinPhrases(
        [
          phrase`Strata ${environment.strata}`,
          phrase`Node ${environment.node}`,
          ...Object.entries(environment.packages).map(([id, version]) => phrase`${name(`${id} ${version}`)}`),
        ],
        ', ',
      ),
    },
  ];
}

function spreadText({ numbers }: ReportView['results']['dataset']): string {
  if (numbers === undefined) return '';
  return ` (mean ${formatShort(numbers.mean)}, standard deviation ${formatShort(numbers.sd)})`;
}

/** The column that labels come from; of numbers it stands with them already. */
function columnPhrase({ targetName, numbers }: ReportView['results']['dataset']): Phrase {
  if (targetName === undefined || numbers !== undefined) return phrase``;
  return phrase`, labels from column ${name(targetName)}`;
}

/** `2026-05-03 12:00 UTC`, from an ISO time. */
export function dateText(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
