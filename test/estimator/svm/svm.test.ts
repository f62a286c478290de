import { describe, expect, it } from 'vitest';
import { type Matrix, matrix, matrixFrom, takeLabels, takeRows } from '../../../src/core/index.ts';
import { classifierFromJSON, type FittedSvm, NuSvm, Svm } from '../../../src/estimator/index.ts';
import { accuracy, blobs, goldenData, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { dualObjectives } from '../../support/svm-objective.ts';

interface Case {
  readonly data: string;
  readonly params: object;
  readonly sampleWeight?: number[];
  readonly decisions: number[][];
  readonly classScores: number[][];
  readonly predictions: number[];
  readonly support: number[];
  readonly nSupport: number[];
  readonly dualObjective?: number;
}

/** What the precomputed kernel is given: as in the golden script. */
function kernelValues(A: Matrix, B: Matrix): Matrix {
  const K = matrix(A.rows, B.rows);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.rows; j++) {
      let dot = 0;
      for (let f = 0; f < A.cols; f++) dot += A.data[i * A.cols + f]! * B.data[j * B.cols + f]!;
      K.data[i * B.rows + j] = 0.1 * dot + 1;
    }
  }
  return K;
}

function firstPair(X: Matrix, y: Int32Array): { X: Matrix; y: Int32Array } {
  const [first, second] = [...new Set(y)].sort((a, b) => a - b);
  const rows = [...y.keys()].filter((i) => y[i] === first || y[i] === second);
  return { X: takeRows(X, rows), y: takeLabels(y, rows) };
}

async function expectAsExpected(model: FittedSvm, test: Matrix, expected: Case) {
  const decisions = await model.decisionFunction(test);
  const greatest = Math.max(1, ...expected.decisions.flat().map(Math.abs));
  expect(maxDifference(decisions.data, expected.decisions.flat())).toBeLessThan(1e-3 * greatest);
  const scores = await model.classScores(test);
  expect(maxDifference(scores.data, expected.classScores.flat())).toBeLessThan(1e-3 * greatest);
  expect([...(await model.predict(test))]).toEqual(expected.predictions);
  expect([...model.fields.support].sort((a, b) => a - b)).toEqual(expected.support);
  expect([...model.fields.supportCounts]).toEqual(expected.nSupport);
}

const machines = [
  ['svm', Svm],
  ['nu-svm', NuSvm],
] as const;

describe.each(machines)('%s against scikit-learn', (id, Machine) => {
  it.each(
    golden<Case[]>(`svm/${id}.json`).map((each) => [each.data, JSON.stringify(each.params), each] as const),
  )('on %s with %s', async (_, __, expected) => {
    const { X, y, test } = goldenData(expected.data);
    const isPrecomputed = 'kernel' in expected.params && expected.params.kernel === 'precomputed';
    const model = await new Machine({ ...expected.params, tolerance: 1e-6 }).fit(
      isPrecomputed ? kernelValues(X, X) : X,
      y,
      expected.sampleWeight && { sampleWeight: Float64Array.from(expected.sampleWeight) },
    );
    await expectAsExpected(model, isPrecomputed ? kernelValues(test, X) : test, expected);
    if (expected.dualObjective === undefined) return;
    const pair = firstPair(X, y);
    const [objective] = await dualObjectives(await new Svm(expected.params).fit(pair.X, pair.y));
    expect(Math.abs(objective! / expected.dualObjective - 1)).toBeLessThan(1e-4);
  });
});

describe.each(machines)('%s', (id, Machine) => {
  it.each([
    ['each pair of classes', 0.012],
    ['rows of them', 0.001],
  ])('finds the same solution when only %s fits in memory', async (_, cacheMegabytes) => {
    const { X, y, test } = goldenData('multiclass');
    for (const settings of [{}, { kernel: 'polynomial', gamma: 0.1 }] as const) {
      const whole = await new Machine({ ...settings, tolerance: 1e-6 }).fit(X, y);
      const cached = await new Machine({ ...settings, tolerance: 1e-6, cacheMegabytes }).fit(X, y);
      const [expected, decisions] = [await whole.decisionFunction(test), await cached.decisionFunction(test)];
      expect(maxDifference(decisions.data, expected.data)).toBeLessThan(2e-4);
    }
  });

  it('predicts a single class, also from one sample', async () => {
    const model = await new Machine({ probability: 'platt' }).fit(matrixFrom([[1, 2]]), Int32Array.of(1));
    const X = matrixFrom([
      [0, 0],
      [7, 7],
    ]);
    expect([...(await model.predict(X))]).toEqual([1, 1]);
    expect([...(await model.predictProba!(X)).data]).toEqual([0, 1, 0, 1]);
    expect(model.warnings).toEqual([
      'Class 0 has no training samples and is never predicted',
      'All training samples are of class 1: it is always predicted',
    ]);
  });

  it('learns from one feature, and ends where all samples are equal', async () => {
    const line = await new Machine().fit(matrixFrom([[0], [1], [4], [5]]), Int32Array.of(0, 0, 1, 1));
    expect([...(await line.predict(matrixFrom([[0.5], [4.5]])))]).toEqual([0, 1]);
    const X = matrixFrom([[3], [3], [3], [3]]);
    const equal = await new Machine().fit(X, Int32Array.of(0, 1, 1, 1));
    expect([...(await equal.predict(X))]).toEqual([1, 1, 1, 1]);
  });

  it('ends where the kernel is zero', async () => {
    const X = matrix(4, 2);
    for (const kernel of ['linear', 'cosine'] as const) {
      const model = await new Machine({ kernel }).fit(X, Int32Array.of(0, 0, 1, 1));
      expect([...(await model.predict(X))]).toHaveLength(4);
      expect((await model.decisionFunction(X)).data.every(Number.isFinite)).toBe(true);
    }
  });

  it('separates what is separable', async () => {
    const { X, y } = blobs({ distance: 30 });
    expect(accuracy(await (await new Machine().fit(X, y)).predict(X), y)).toBe(1);
  });

  it('leaves out samples and classes that weigh nothing', async () => {
    const { X, y } = blobs({ n: 60 });
    const kept = [...y.keys()].filter((i) => i % 4 > 0);
    const weighted = await new Machine().fit(X, y, {
      sampleWeight: Float64Array.from(y, (_, i) => Math.min(i % 4, 1)),
    });
    const without = await new Machine().fit(takeRows(X, kept), takeLabels(y, kept));
    expect(await weighted.decisionFunction(X)).toEqual(await without.decisionFunction(X));
    const two = await new Machine({ classWeight: [1, 0, 1] }).fit(X, y);
    expect([...two.fields.classes]).toEqual([0, 2]);
    expect(two.warnings).toEqual(['Class 1 has no training samples and is never predicted']);
  });

  it('says when it stops at its limit of steps', async () => {
    const { X, y } = blobs();
    const model = await new Machine({ maxIterations: 3 }).fit(X, y);
    expect(model.warnings).toHaveLength(1);
    expect(model.warnings[0]).toMatch(/stopped at its limit of 3 steps for 3 of 3 pairs of classes/);
  });

  it('refuses a precomputed kernel that is not square', async () => {
    const { X, y } = blobs();
    await expect(new Machine({ kernel: 'precomputed' }).fit(X, y)).rejects.toThrow(
      new RangeError(
        `Cannot fit ${id} as X must be square with a precomputed kernel, one value for each pair of training samples: it is 60×5`,
      ),
    );
  });

  it('tells how far it is, and stops when the signal is raised', async () => {
    const { X, y } = blobs();
    const told: number[] = [];
    await new Machine({ probability: 'platt' }).fit(X, y, { progress: (done) => told.push(done) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeCloseTo(1);
    await expect(new Machine().fit(X, y, { signal: AbortSignal.abort() })).rejects.toThrow('Interrupted');
  });
});

describe('nu-svm', () => {
  it('lowers a nu that the classes do not allow, and says so', async () => {
    const { X } = blobs({ n: 40, nClasses: 2 });
    const y = Int32Array.from({ length: 40 }, (_, i) => (i < 4 ? 0 : 1));
    const model = await new NuSvm({ nu: 0.5 }).fit(X, y);
    expect(model.warnings).toEqual([
      'nu was lowered for 1 of 1 pairs of classes, whose sizes allow less than 0.5: as far as 0.20',
    ]);
    const allowed = await new NuSvm({ nu: 0.2 }).fit(X, y);
    expect(await model.decisionFunction(X)).toEqual(await allowed.decisionFunction(X));
  });

  it('bounds the shares of margin errors and of support vectors', async () => {
    const { X, y } = blobs({ n: 200, nClasses: 2, distance: 1 });
    for (const nu of [0.5, 0.7, 0.9]) {
      const model = await new NuSvm({ nu, tolerance: 1e-6 }).fit(X, y);
      const { data } = await model.decisionFunction(X);
      const errors = data.filter((value, i) => (y[i] === 0 ? value : -value) < 1 - 1e-2).length;
      expect(errors / 200).toBeLessThanOrEqual(nu);
      expect(model.fields.support.length / 200).toBeGreaterThanOrEqual(nu);
    }
  });
});

interface ProbabilityCase {
  readonly data: string;
  readonly probabilities: number[][];
  readonly predictions: number[];
}

describe.each(golden<ProbabilityCase[]>('svm/probabilities.json'))('probabilities on $data', (expected) => {
  it('are those of CalibratedClassifierCV', async () => {
    const { X, y, test } = goldenData(expected.data);
    const model = await new Svm({ C: 0.5, gamma: 0.1, tolerance: 1e-6, probability: 'platt' }).fit(X, y);
    const probabilities = await model.predictProba!(test);
    const present = probabilities.data.filter((_, at) => y.includes(at % probabilities.cols));
    expect(maxDifference(present, expected.probabilities.flat())).toBeLessThan(2e-3);
    expect([...(await model.predict(test))]).toEqual(expected.predictions);
  });
});

describe.each(golden<(ProbabilityCase & { readonly rows: number[] })[]>('svm/rare-classes.json'))(
  'probabilities of rare classes on $data',
  (expected) => {
    it('are those of the parts of CalibratedClassifierCV', async () => {
      const all = goldenData(expected.data);
      const [X, y] = [takeRows(all.X, expected.rows), takeLabels(all.y, expected.rows)];
      const model = await new Svm({ C: 0.5, gamma: 0.1, tolerance: 1e-6, probability: 'platt' }).fit(X, y);
      const { data, cols } = await model.predictProba!(all.test);
      const present = data.filter((_, at) => y.includes(at % cols));
      expect(maxDifference(present, expected.probabilities.flat())).toBeLessThan(2e-3);
      expect([...(await model.predict(all.test))]).toEqual(expected.predictions);
    });
  },
);

describe('probabilities', () => {
  it.each(['platt', 'isotonic'] as const)(
    'by %s survive JSON and are greatest for the class predicted',
    async (probability) => {
      const { X, y } = blobs();
      const model = await new Svm({ probability }).fit(X, y, { nClasses: 4 });
      const revived = classifierFromJSON(JSON.parse(JSON.stringify(model)));
      const { data } = await model.predictProba!(X);
      expect((await revived.predictProba!(X)).data).toEqual(data);
      const predicted = await model.predict(X);
      expect(await revived.predict(X)).toEqual(predicted);
      for (let i = 0; i < X.rows; i++) {
        const row = [...data.subarray(4 * i, 4 * i + 4)];
        expect(row.indexOf(Math.max(...row))).toBe(predicted[i]);
        expect(row.reduce((a, b) => a + b)).toBeCloseTo(1);
      }
    },
  );

  it('are given for classes of a few samples, or of one, with a warning', async () => {
    const { X } = blobs({ n: 30, nClasses: 2 });
    const warningsOf = async (y: Int32Array) => (await new Svm({ probability: 'platt' }).fit(X, y)).warnings;
    const few = Int32Array.from({ length: 30 }, (_, i) => (i % 10 === 0 ? 1 : 0));
    expect(await warningsOf(few)).toEqual([
      'Probabilities are rough for class 1, which has fewer than 5 samples to learn them from',
    ]);
    expect(await warningsOf(few.with(3, 2).with(4, 2))).toEqual([
      'Probabilities are rough for classes 1, 2, which have fewer than 5 samples to learn them from',
    ]);
    const enough = Int32Array.from({ length: 30 }, (_, i) => (i % 6 === 0 ? 1 : 0));
    expect(await warningsOf(enough)).toEqual([]);
  });

  it.each([
    ['svm', 'platt', Svm],
    ['svm', 'isotonic', Svm],
    ['nu-svm', 'platt', NuSvm],
  ] as const)('of %s by %s favour a class where its only sample is', async (_, probability, Machine) => {
    const { X } = blobs({ n: 30, nClasses: 2 });
    const y = Int32Array.from({ length: 30 }, (_, i) => (i === 7 ? 1 : 0));
    const { data } = await (await new Machine({ probability }).fit(X, y)).predictProba!(X);
    const ofRare = data.filter((_, at) => at % 2 === 1);
    expect(ofRare.indexOf(Math.max(...ofRare))).toBe(7);
  });

  it('are learned where every class has a single sample', async () => {
    const X = matrixFrom([[0], [4], [9]]);
    const model = await new Svm({ probability: 'platt' }).fit(X, Int32Array.of(0, 1, 2));
    expect([...(await model.predict(X))]).toEqual([0, 1, 2]);
    const told: number[] = [];
    const progress = (done: number) => told.push(done);
    await new Svm({ probability: 'platt' }).fit(X, Int32Array.of(0, 1, 1), { progress });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it('are learned from a precomputed kernel as from its features', async () => {
    const { X, y, test } = goldenData('multiclass');
    const settings = { probability: 'platt', tolerance: 1e-6 } as const;
    const linear = await new Svm({ ...settings, kernel: 'linear' }).fit(X, y);
    const scaled = (A: Matrix) =>
      matrix(
        A.rows,
        X.rows,
        kernelValues(A, X).data.map((value) => (value - 1) * 10),
      );
    const precomputed = await new Svm({ ...settings, kernel: 'precomputed' }).fit(scaled(X), y);
    const [a, b] = [await linear.predictProba!(test), await precomputed.predictProba!(scaled(test))];
    expect(maxDifference(a.data, b.data)).toBeLessThan(1e-3);
  });
});
