import sharp from 'sharp';
import { createRng, type Rng } from '../../src/core/index.ts';
import { type Exploration, parseExploration, parseResults, type Results } from '../../src/result/index.ts';
import { resultsFixture } from './results-fixture.ts';

const classNames = ['animal', 'food', 'plant', 'tool'];
const colours = ['#b5651d', '#c0392b', '#2e8b57', '#5b6c7d'];
const nSamples = 60;
const nFolds = 5;
const tileSize = 64;

/** Sample ids; the first are those of the data-quality fixture. */
const ids = [
  ...[0, 1, 2].flatMap((i) => [`copy-${i}.png`, `original-${i}.png`, `doubtful-${i}.png`, `stray-${i}.png`]),
  ...Array.from({ length: nSamples - 12 }, (_, i) => `sample-${i + 12}.png`),
];

const classIds = ids.map((_, row) => row % classNames.length);

/** A result of 60 images in 4 classes with the cells of the results fixture, and the exploration of the same run: class
 * ids, cells, confusion matrices and samples of the two agree. */
export async function explorationFixture(): Promise<{ results: Results; exploration: Exploration }> {
  const rng = createRng(11);
  const base = resultsFixture();
  const tests = testsOf();
  const predictions = base.cells.map(({ id, metrics, model }) => {
    const hasProba = metrics.logLoss !== undefined || model.type === 'svm';
    return { cell: id, ...predictionsOf(tests.rows, metrics.accuracy!.mean, hasProba, rng) };
  });
  const results = parseResults({
    ...base,
    dataset: {
      ...base.dataset,
      nSamples,
      classNames,
      classCounts: classNames.map((_, id) => classIds.filter((classId) => classId === id).length),
    },
    cells: base.cells.map((cell, i) => ({
      ...cell,
      confusion: confusionOf(tests.rows, predictions[i]!.predicted),
    })),
  });
  const features = [...new Set(results.cells.map(({ feature }) => feature.id))];
  const chosen = results.cells.find(({ id }) => id === results.answer.best)!;
  const layers = results.cells.filter(
    ({ feature, model }) => feature.kind === 'deep' && model.type === chosen.model.type,
  );
  const rightAt = layers.map(({ id }) => {
    const { predicted } = predictions.find(({ cell }) => cell === id)!;
    return predicted.map((classId, test) => classId === classIds[tests.rows[test]!]);
  });
  const assignment = classIds.map((classId) => (rng.float() < 0.8 ? classId : rng.int(classNames.length)));
  const exploration = parseExploration({
    schemaVersion: 1,
    samples: { ids, classIds, thumbnails: await thumbnailsOf() },
    tests,
    predictions,
    top: predictions
      .filter(({ cell, confidence }) => confidence && results.answer.tiedBest.includes(cell))
      .map(({ cell, predicted, confidence }) => topOf(cell, predicted, confidence!)),
    maps: [chosen.feature.id, 'raw-pixels'].flatMap((feature) => mapsOf(feature, rng)),
    neighbours: features.map((feature) => ({
      feature,
      k: 6,
      rows: ids.flatMap((_, row) => nearRows(row, 6, rng)),
    })),
    predictionDepth: {
      model: chosen.model.type,
      features: layers.map(({ feature }) => feature.id),
      cells: layers.map(({ id }) => id),
      depths: tests.rows.map((_, test) => rightAt.findLastIndex((right) => !right[test]) + 1),
    },
    units: [
      {
        feature: chosen.feature.id,
        units: Array.from({ length: 12 }, (_, i) => ({
          index: 7 * i + 3,
          classId: i % classNames.length,
          purity: 0.5 + 0.04 * i,
          rows: nearRows(i, 8, rng),
        })),
      },
    ],
    atlas: await atlasOf(chosen.feature.id, rng),
    clusters: clustersOf(chosen.feature.id, `${chosen.feature.id} + k-means`, assignment),
  });
  return { results, exploration };
}

/** Every sample is tested once. */
function testsOf() {
  const order = [...ids.keys()].sort((a, b) => (a % nFolds) - (b % nFolds) || a - b);
  return { rows: order, folds: order.map((row) => row % nFolds) };
}

function predictionsOf(rows: readonly number[], accuracy: number, hasProba: boolean, rng: Rng) {
  const said = rows.map((row) => {
    const isRight = rng.float() < accuracy;
    const actual = classIds[row]!;
    const predicted = isRight ? actual : (actual + 1 + rng.int(classNames.length - 1)) % classNames.length;
    const confidence = Math.round(400 + 590 * rng.float() ** (isRight ? 0.5 : 2));
    return {
      predicted,
      confidence,
      ofTrue: isRight ? confidence : Math.round((1000 - confidence) * rng.float()),
    };
  });
  return {
    predicted: said.map(({ predicted }) => predicted),
    ...(hasProba && {
      confidence: said.map(({ confidence }) => confidence),
      ofTrue: said.map(({ ofTrue }) => ofTrue),
    }),
  };
}

function confusionOf(rows: readonly number[], predicted: readonly number[]): number[][] {
  const counts = classNames.map(() => classNames.map(() => 0));
  for (const [i, row] of rows.entries()) counts[classIds[row]!]![predicted[i]!]!++;
  return counts;
}

function topOf(cell: string, predicted: readonly number[], confidence: readonly number[]) {
  const others = (first: number) => [1, 2].map((step) => (first + step) % classNames.length);
  return {
    cell,
    k: 3,
    classes: predicted.flatMap((first) => [first, ...others(first)]),
    shares: confidence.flatMap((share) => [
      share,
      Math.floor((1000 - share) / 2),
      Math.floor((1000 - share) / 4),
    ]),
  };
}

/** Each class is a cloud around a corner. */
function mapsOf(feature: string, rng: Rng): Exploration['maps'] {
  return (['pca', 'umap', 't-sne'] as const).map((method) => {
    const spread = method === 'pca' ? 1400 : 900;
    const near = (centre: number) =>
      Math.min(10_000, Math.max(0, Math.round(centre + spread * rng.normal())));
    return {
      feature,
      method,
      rows: [...ids.keys()],
      x: classIds.map((id) => near(id % 2 ? 7300 : 2700)),
      y: classIds.map((id) => near(id < 2 ? 2700 : 7300)),
      ...(method === 'pca' && { explained: [0.31, 0.12] as [number, number] }),
    };
  });
}

/** Other rows, most of them of the same class. */
function nearRows(row: number, n: number, rng: Rng): number[] {
  const others = rng.shuffle([...ids.keys()].filter((other) => other !== row));
  const isNear = (other: number) => classIds[other] === row % classNames.length || other % 5 === 0;
  return [...others.filter(isNear), ...others].slice(0, n);
}

async function atlasOf(feature: string, rng: Rng): Promise<Exploration['atlas']> {
  const columns = 4;
  const tiles = Array.from({ length: columns ** 2 - 3 }, (_, i) => {
    const rows = nearRows(i, 4, rng);
    const classId = i % classNames.length;
    return { column: i % columns, row: Math.floor(i / columns), count: 4, rows, classId, purity: 0.75 };
  });
  const sheet = await sheetOf(
    tiles.map(({ classId, rows }) => ({ classId, text: String(rows.length) })),
    columns,
  );
  return { feature, method: 'umap', columns, size: tileSize, sheet, tiles };
}

function clustersOf(feature: string, cell: string, ofRow: readonly number[]): Exploration['clusters'] {
  const clusters = classNames.map((_, cluster) => {
    const members = [...ids.keys()].filter((row) => ofRow[row] === cluster);
    const counts = classNames.map((_, id) => members.filter((row) => classIds[row] === id).length);
    const classCounts = [...counts.entries()].filter(([, n]) => n > 0).sort(([, a], [, b]) => b - a);
    return { size: members.length, classCounts, exemplars: members.slice(0, 8) };
  });
  const pure = clusters.reduce((sum, { classCounts }) => sum + classCounts[0]![1], 0);
  return { feature, cell, purity: pure / nSamples, ofRow, clusters };
}

async function thumbnailsOf() {
  const columns = 4;
  const perSheet = columns ** 2;
  const tiles = classIds.map((classId, row) => ({ classId, text: String(row) }));
  const sheets = [];
  for (let from = 0; from < nSamples; from += perSheet) {
    sheets.push(await sheetOf(tiles.slice(from, from + perSheet), columns));
  }
  return { size: tileSize, columns, sheets };
}

/** Discs in the colour of the class with a number each, as a data URI. */
async function sheetOf(
  tiles: readonly { classId: number; text: string }[],
  columns: number,
): Promise<string> {
  const side = columns * tileSize;
  const drawn = tiles.map(({ classId, text }, i) => {
    const [x, y] = [(i % columns) * tileSize + 32, Math.floor(i / columns) * tileSize + 32];
    return `<circle cx="${x}" cy="${y}" r="30" fill="${colours[classId]}"/><text x="${x}" y="${y + 8}" font-size="22" text-anchor="middle" fill="#fff">${text}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${drawn.join('')}</svg>`;
  const webp = await sharp(Buffer.from(svg)).webp({ quality: 60 }).toBuffer();
  return `data:image/webp;base64,${webp.toString('base64')}`;
}
