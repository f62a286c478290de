import { createRng, deriveSeed, type Matrix, matrix } from '../../src/core/index.ts';
import type { CellEvaluation } from '../../src/evaluate/index.ts';
import type { Cell } from '../../src/experiment/cells.ts';
import type { ExplorationInput } from '../../src/experiment/exploration/types.ts';
import type { FeatureSpace } from '../../src/feature/index.ts';

/** Samples in clouds around corners of their own, one for each class, the classes taking turns.
 * @param spread standard deviation of a cloud, whose corner is 3 away from the origin along some axes. */
export function clouds(n: number, cols: number, nClasses: number, spread = 0.1, seed = 1): Matrix {
  const rng = createRng(seed);
  const X = matrix(n, cols);
  for (let at = 0; at < X.data.length; at++) {
    const [row, column] = [Math.floor(at / cols), at % cols];
    X.data[at] = (column % nClasses === row % nClasses ? 3 : 0) + spread * rng.normal();
  }
  return X;
}

export interface MadeRun {
  readonly n: number;
  readonly nClasses: number;
  readonly task?: 'classification' | 'regression';
  readonly modality?: 'image' | 'text';
  /** Of sample i; default a text of its number. */
  readonly contentOf?: (i: number) => { file: string } | { text: string };
  /** Feature spaces beside each other. */
  readonly spaces: readonly (Pick<FeatureSpace, 'id' | 'kind'> & Partial<FeatureSpace>)[];
  /** Share of right answers by space id; default 0.8. */
  readonly accuracies?: Readonly<Record<string, number>>;
  readonly model?: string;
  /** Times each sample is tested. */
  readonly repeats?: number;
}

/** What a run with one model on each of some spaces gives to explore: features in clouds, made predictions. */
export function madeInput(run: MadeRun): ExplorationInput {
  const { n, nClasses, task = 'classification', modality = 'text', repeats = 1 } = run;
  const y = Int32Array.from({ length: n }, (_, i) => i % nClasses);
  const classNames = Array.from({ length: nClasses }, (_, id) => `class ${id}`);
  const contentOf = run.contentOf ?? ((i: number) => ({ text: `text ${i}` }));
  const samples = Array.from(y, (classId, i) => ({
    id: `sample ${i}`,
    classId,
    content: contentOf(i),
    ...(task === 'regression' && { target: classId + 0.5 }),
  }));
  const spaces = run.spaces.map((space) => ({ key: `key of ${space.id}`, spec: {}, dim: 6, ...space }));
  const model = {
    type: run.model ?? 'logistic-regression',
    implementation: 'strata',
    params: {},
    settings: [{}],
  };
  const cells = spaces.map((space): Cell => {
    const role = space.weights === 'random' ? 'control' : space.kind === 'deep' ? 'candidate' : 'baseline';
    return { id: `${space.id} + ${model.type}`, role, space, model, seed: 1 };
  });
  const accuracyOf = ({ space }: Cell) => run.accuracies?.[space.id] ?? 0.8;
  const evaluations = new Map(
    cells.map((cell) => [cell, madeEvaluation(y, nClasses, accuracyOf(cell), task, repeats, cell.id)]),
  );
  const best = cells
    .filter(({ role }) => role === 'candidate')
    .sort((a, b) => accuracyOf(b) - accuracyOf(a))[0];
  const config = { transform: [], seed: 3, runtime: { threads: 1 }, report: { explore: true } };
  return {
    prepared: {
      config,
      dataset: { samples, classNames, task, modality },
    } as unknown as ExplorationInput['prepared'],
    features: {
      spaces,
      matrices: new Map(spaces.map(({ id, dim }, i) => [id, clouds(n, dim, nClasses, 0.1, i)])),
      kept: Int32Array.from(y.keys()),
    },
    data: { y, nClasses, folds: [] },
    evaluations,
    answer: {
      metric: task === 'regression' ? 'r2' : 'accuracy',
      best: (best ?? cells[0]!).id,
      tiedBest: [(best ?? cells[0]!).id],
    },
    sampleKeys: samples.map(({ id }) => `content of ${id}`),
    resume: true,
  };
}

function madeEvaluation(
  y: Int32Array,
  nClasses: number,
  accuracy: number,
  task: string,
  repeats: number,
  name: string,
): CellEvaluation {
  const rng = createRng(deriveSeed(1, name));
  const rows = Int32Array.from(y.keys());
  const metric = task === 'regression' ? 'r2' : 'accuracy';
  const tested = Array.from({ length: repeats }, () => {
    if (task === 'regression')
      return { task, rows, yTrue: Float64Array.from(y), yPred: Float64Array.from(y) };
    const yPred = y.map((actual) => (rng.float() < accuracy ? actual : (actual + 1) % nClasses));
    const proba = matrix(y.length, nClasses);
    proba.data.fill(0.4 / nClasses);
    yPred.forEach((classId, i) => {
      proba.data[i * nClasses + classId]! += 0.6;
    });
    return { rows, yTrue: y, yPred, proba, nClasses };
  });
  const metrics = { [metric]: { mean: accuracy, ci95: [accuracy, accuracy], perFold: [] } };
  return { metrics, tested } as unknown as CellEvaluation;
}
