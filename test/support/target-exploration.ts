import { createRng } from '../../src/core/index.ts';
import { type Exploration, parseExploration, type Results } from '../../src/result/index.ts';
import { explorationFixture } from './exploration-fixture.ts';
import { multiLabelResults, regressionResults } from './targets-fixture.ts';

interface Run {
  readonly results: Results;
  readonly exploration: Exploration;
}

/** A result of 60 images with numbers, and its exploration: the farther right on a map, the greater the number. */
export async function regressionRun(): Promise<Run> {
  const base = withoutClasses((await explorationFixture()).exploration);
  const results = regressionResults();
  const rng = createRng(5);
  const numbers = base.maps[0]!.x.map((x) => Number((x / 250 + rng.normal()).toFixed(1)));
  const predictedNumbers = results.cells.map(({ id }) => ({
    cell: id,
    predicted: base.tests!.rows.map((row) => Number((numbers[row]! + 3 * rng.normal()).toFixed(3))),
  }));
  const exploration = { ...base, samples: { ...base.samples, numbers }, predictedNumbers };
  return { results, exploration: parseExploration(exploration) };
}

/** A result of 60 images with sets of labels, and its exploration. */
export async function multiLabelRun(): Promise<Run> {
  const base = withoutClasses((await explorationFixture()).exploration);
  const results = multiLabelResults();
  const rng = createRng(6);
  const draw = (shares: readonly number[]) =>
    shares.flatMap((share, label) => (rng.float() < share ? [label] : []));
  const labels = base.samples.ids.map(() => draw([0.6, 0.4, 0, 0.2, 0.1]));
  const predictedLabels = results.cells.map(({ id }) => ({
    cell: id,
    predicted: base.tests!.rows.map((row) => labels[row]!.filter(() => rng.float() < 0.7)),
  }));
  const exploration = { ...base, samples: { ...base.samples, labels }, predictedLabels };
  return { results, exploration: parseExploration(exploration) };
}

/** What an exploration holds of samples of any kind. */
function withoutClasses({ clusters: _, predictionDepth: __, ...base }: Exploration): Exploration {
  return { ...base, predictions: [], top: [], units: [] };
}
