import { createRng } from '../../src/core/index.ts';
import { parseResults, type ResultCell, type ResultFeature, type Results } from '../../src/result/index.ts';
import { assessmentOf } from './assessment-fixture.ts';
import { dataQualityFixture } from './data-quality-fixture.ts';

const classNames = [
  'animal',
  'building',
  'clothing',
  'face',
  'flag',
  'food',
  'hand',
  'person',
  'plant',
  'tool',
  'vehicle',
];
const perClass = 54;

const layers = [
  { layer: 'expanded_conv/add', depth: 0.06, dim: 16, quality: 0.42, bytes: 4_300 },
  { layer: 'expanded_conv_2/add', depth: 0.17, dim: 24, quality: 0.5, bytes: 26_000 },
  { layer: 'expanded_conv_5/add', depth: 0.33, dim: 40, quality: 0.56, bytes: 104_000 },
  { layer: 'expanded_conv_9/add', depth: 0.55, dim: 80, quality: 0.62, bytes: 380_000 },
  { layer: 'expanded_conv_11/add', depth: 0.68, dim: 112, quality: 0.655, bytes: 890_000 },
  { layer: 'expanded_conv_13/add', depth: 0.84, dim: 160, quality: 0.665, bytes: 1_950_000 },
  {
    layer: 'expanded_conv_14/depthwise/hard_swish/mul_1',
    depth: 0.91,
    dim: 960,
    quality: 0.7,
    bytes: 2_680_000,
  },
  { layer: 'extern1/hard_swish/mul_1', depth: 1, dim: 1280, quality: 0.63, bytes: 5_900_000 },
] as const;

const features: readonly { readonly feature: ResultFeature; readonly quality: number }[] = [
  ...layers.map(({ layer, depth, dim, quality, bytes }) => ({
    quality,
    feature: {
      id: `mobilenet-v3-coco/${layer}:mean`,
      kind: 'deep' as const,
      backbone: 'mobilenet-v3-coco',
      layer: `tower_0/MobilenetV3/${layer}`,
      pooling: 'mean',
      depth,
      dim,
      key: `key-${layer}`,
      extractMsPerSample: 9.4,
      modelBytes: bytes,
    },
  })),
  {
    quality: 0.5,
    feature: { id: 'raw-pixels', kind: 'raw-pixels', dim: 3072, key: 'key-raw', extractMsPerSample: 0.9 },
  },
  {
    quality: 0.47,
    feature: {
      id: 'colour-histogram',
      kind: 'hand-crafted',
      dim: 96,
      key: 'key-histogram',
      extractMsPerSample: 1.1,
    },
  },
];

const models = [
  {
    type: 'logistic-regression',
    title: 'logistic regression',
    params: { C: [0.01, 0.1, 1, 10] },
    offset: 0,
    fitMs: 84,
  },
  { type: 'linear-svm', title: 'linear SVM', params: { C: [0.01, 0.1, 1] }, offset: -0.014, fitMs: 140 },
  { type: 'svm', title: 'SVM (RBF)', params: { C: [1, 10], gamma: 'scale' }, offset: -0.006, fitMs: 190 },
  { type: 'random-forest', title: 'random forest', params: { trees: 200 }, offset: -0.045, fitMs: 1240 },
  { type: 'knn', title: 'k nearest neighbours', params: { k: [1, 5, 15] }, offset: -0.075, fitMs: 0.4 },
  { type: 'gaussian-naive-bayes', title: 'Gaussian naive Bayes', params: {}, offset: -0.12, fitMs: 1.6 },
  { type: 'k-means', title: 'k-means', params: { starts: 10 }, offset: -0.3, fitMs: 310 },
] as const;

/** A result like that of the small data set: 8 layers and 2 baselines with 7 models each, and the majority class. */
export function resultsFixture(): Results {
  const cells = features.flatMap(({ feature, quality }) =>
    models.map((model) =>
      makeCell({
        feature,
        model,
        accuracy: quality + model.offset,
        role: feature.kind === 'deep' ? 'candidate' : 'baseline',
      }),
    ),
  );
  const floor = makeCell({
    feature: features[0]!.feature,
    model: { type: 'majority', title: 'majority class', params: {}, fitMs: 0.1 },
    accuracy: 1 / classNames.length,
    role: 'control',
  });
  const results = resultsOf([...cells, floor]);
  return {
    ...results,
    learningCurve: learningCurveOf(results),
    dataQuality: dataQualityFixture(results),
    ...assessmentOf(results),
  };
}

/** The best cell and the best baseline with less training data: half of what is missing goes with four times the data. */
function learningCurveOf({ answer, cells }: Results): Results['learningCurve'] {
  const full = 475;
  return {
    metric: answer.metric,
    warnings: [],
    cells: [answer.best, answer.baseline!].map((id) => {
      const { mean, ci95 } = cells.find((cell) => cell.id === id)!.metrics.accuracy!;
      const missing = 0.5 * (1 - mean) * Math.sqrt(full);
      const at = (n: number) => mean + missing / Math.sqrt(full) - missing / Math.sqrt(n);
      const around = (value: number, half: number) => ({
        mean: value,
        ci95: [value - half, value + half] as const,
      });
      const points = [60, 120, 240].map((n) => ({ trainSize: n, ...around(at(n), 0.04) }));
      return {
        cell: id,
        points: [...points, { trainSize: full, mean, ci95 }],
        fit: { a: mean + missing / Math.sqrt(full), b: missing, c: 0.5 },
        doubling: {
          from: full,
          to: 2 * full,
          expected: around(at(2 * full), 0.045),
          gain: around(at(2 * full) - mean, 0.02),
        },
      };
    }),
  };
}

/** A whole result around some cells; the answer is worked out from their means and intervals. */
export function resultsOf(cells: readonly ResultCell[]): Results {
  const mean = (cell: ResultCell) => cell.metrics.accuracy!.mean;
  const ranked = [...cells].sort((a, b) => mean(b) - mean(a));
  const candidate = ranked.find(({ role }) => role === 'candidate');
  const best = candidate ?? ranked[0]!;
  const tied = ranked.filter((cell) => cell !== best && Math.abs(mean(best) - mean(cell)) < 0.025);
  const lift = (other: ResultCell) => {
    const difference = mean(best) - mean(other);
    return { mean: difference, ci95: [difference - 0.05, difference + 0.05] as [number, number] };
  };
  const baseline = ranked.find(({ role }) => role === 'baseline');
  const pixels = ranked.find(({ role, feature }) => role === 'baseline' && feature.kind === 'raw-pixels');
  return parseResults({
    schemaVersion: 1,
    experiment: 'small-dataset',
    run: '2026-05-03T12-00-00-000Z',
    command: 'npm run experiment configs/small-dataset.yaml',
    startedAt: '2026-05-03T12:00:00.000Z',
    seconds: 72.4,
    seed: 7,
    environment: {
      strata: '0.1.0',
      node: '20.19.5',
      platform: 'linux-x64',
      cpu: 'AMD EPYC 9B14',
      cores: 2,
      memoryBytes: 16_800_000_000,
      packages: { 'onnxruntime-node': '1.30.0', '@napi-rs/image': '1.15.0' },
    },
    dataset: {
      id: 'emoji',
      modality: 'image',
      nSamples: classNames.length * perClass,
      classNames,
      classCounts: classNames.map(() => perClass),
      fingerprint: '3f9a61c07d52',
      skipped: [
        { id: 'flag/1f1e6.png', reason: 'Cannot decode as the file must hold an image: 0 bytes' },
        { id: 'tool/1f528.png', reason: 'Cannot decode as the file must be whole: PNG ends after 412 bytes' },
      ],
      duplicates: [['flag/1f1eb-1f1f7.png', 'flag/1f1f2-1f1eb.png']],
      warnings: [],
    },
    evaluation: {
      protocol: '5-fold cross-validation, stratified',
      nFolds: 5,
      tune: { folds: 3, metric: 'accuracy' },
      metrics: [
        { id: 'accuracy', title: 'Accuracy', better: 'higher' },
        { id: 'balancedAccuracy', title: 'Balanced accuracy', better: 'higher' },
        { id: 'macroF1', title: 'Macro F1', better: 'higher' },
        { id: 'logLoss', title: 'Log loss', better: 'lower' },
      ],
    },
    cost: {
      extracted: 594,
      cached: 0,
      extractSeconds: 8.1,
      evaluateSeconds: 58.3,
      cellsEvaluated: cells.length,
      cellsReused: 0,
    },
    cells,
    answer: {
      metric: 'accuracy',
      best: best.id,
      tiedBest: [best.id, ...tied.map(({ id }) => id)],
      ...(candidate && baseline ? { baseline: baseline.id, liftOverBaseline: lift(baseline) } : {}),
      ...(candidate && pixels ? { naive: pixels.id, liftOverNaive: lift(pixels) } : {}),
    },
    warnings: ['raw-pixels + svm: 1 of 5 fits stopped at 1,000 iterations before converging'],
  });
}

/** One cell with an accuracy near the one asked for, and everything else to match it. */
export function makeCell(options: {
  readonly feature: ResultFeature;
  readonly model: {
    readonly type: string;
    readonly title: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly fitMs: number;
  };
  readonly accuracy: number;
  readonly role: ResultCell['role'];
}): ResultCell {
  const { feature, model, role } = options;
  const id = `${feature.id} + ${model.type}`;
  const rng = createRng(id.length * 7919 + feature.dim);
  const accuracy = options.accuracy + (role === 'control' ? 0 : rng.normal() * 0.008);
  const metric = (mean: number, halfWidth: number) => ({
    mean,
    ci95: [mean - halfWidth, mean + halfWidth] as [number, number],
    perFold: Array.from({ length: 5 }, () => mean + rng.normal() * halfWidth * 0.6),
  });
  const hasProba = !['linear-svm', 'svm', 'k-means', 'majority'].includes(model.type);
  const searched = Object.entries(model.params).filter(([, value]) => Array.isArray(value));
  return {
    id,
    role,
    feature,
    model: {
      type: model.type,
      title: model.title,
      implementation: 'strata',
      params: { ...model.params },
      ...(searched.length === 0
        ? {}
        : {
            tuned: Array.from({ length: 5 }, () => ({
              ...model.params,
              ...Object.fromEntries(
                searched.map(([key, values]) => [
                  key,
                  (values as number[])[rng.int((values as number[]).length)],
                ]),
              ),
            })),
          }),
    },
    transform: ['standardize'],
    metrics: {
      accuracy: metric(accuracy, 0.038),
      balancedAccuracy: metric(accuracy - 0.002, 0.039),
      macroF1: metric(accuracy - 0.011, 0.04),
      ...(hasProba ? { logLoss: metric(2.6 - 2.3 * accuracy, 0.12) } : {}),
    },
    confusion: confusionOf(accuracy, rng),
    fitMs: model.fitMs * (0.5 + feature.dim / 1000),
    predictMs: 0.6 + feature.dim / 800,
    warnings: [],
  };
}

function confusionOf(accuracy: number, rng: { float(): number; int(n: number): number }): number[][] {
  return classNames.map((_, i) => {
    const row = classNames.map(() => 0);
    for (let n = 0; n < perClass; n++) {
      const isRight = rng.float() < accuracy;
      // Errors prefer a neighbour in the list, as those of look-alike classes do.
      const wrong = rng.float() < 0.5 ? (i + 1) % row.length : rng.int(row.length);
      row[isRight ? i : wrong]!++;
    }
    return row;
  });
}
