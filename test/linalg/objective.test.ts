import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix, toSparse } from '../../src/core/index.ts';
import { graphProblems } from '../../src/linalg/graph-objective.ts';
import {
  type LinearObjective,
  type LossId,
  lockstepObjectives,
  logisticObjective,
  minimise,
  minimiseL1,
  prepare,
  softmaxObjective,
  squaredHingeObjective,
} from '../../src/linalg/index.ts';

const n = 23;
const d = 7;
const rng = createRng(4);
const X = matrix(
  n,
  d,
  new Float32Array(n * d).map(() => rng.normal()),
);

function signs(k: number): Matrix {
  return matrix(
    n,
    k,
    new Float32Array(n * k).map(() => (rng.float() < 0.5 ? -1 : 1)),
  );
}

function oneHot(k: number): Matrix {
  const targets = matrix(n, k);
  for (let i = 0; i < n; i++) targets.data[i * k + rng.int(k)] = 1;
  return targets;
}

/** Loss of one sample from its scores and targets. */
type SampleLoss = (z: number[], t: number[]) => number;

const softmaxLoss: SampleLoss = (z, t) =>
  Math.log(z.reduce((sum, value) => sum + Math.exp(value), 0)) -
  z.reduce((sum, value, k) => sum + value * t[k]!, 0);
const logisticLoss: SampleLoss = ([z], [s]) => Math.log1p(Math.exp(-s! * z!));
const hingeLoss: SampleLoss = (z, t) =>
  z.reduce((sum, value, k) => sum + Math.max(0, 1 - value * t[k]!) ** 2, 0);

function naiveLoss(parameters: Float64Array, targets: Matrix, loss: SampleLoss): number {
  const k = targets.cols;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const z = Array.from({ length: k }, (_, c) => {
      let score = parameters[d * k + c]!;
      for (let j = 0; j < d; j++) score += X.data[i * d + j]! * parameters[j * k + c]!;
      return score;
    });
    total += loss(z, [...targets.data.subarray(i * k, (i + 1) * k)]);
  }
  return total;
}

const cases: [string, (X: ReturnType<typeof prepare>, T: Matrix) => LinearObjective, Matrix, SampleLoss][] = [
  ['softmax', softmaxObjective, oneHot(4), softmaxLoss],
  ['logistic', logisticObjective, signs(1), logisticLoss],
  ['squared hinge', squaredHingeObjective, signs(3), hingeLoss],
];

describe.each(cases)('%s objective', (_, create, targets, loss) => {
  const objective = create(prepare(X), targets);
  const at = new Float64Array(objective.size).map(() => Math.fround(rng.normal() * 0.5));

  it('equals its definition', async () => {
    const value = await objective.evaluate(at, new Float64Array(objective.size));
    expect(value / naiveLoss(at, targets, loss)).toBeCloseTo(1, 6);
  });

  it('has the gradient of its definition', async () => {
    const gradient = new Float64Array(objective.size);
    await objective.evaluate(at, gradient);
    for (let p = 0; p < at.length; p++) {
      const [up, down] = [Float64Array.from(at), Float64Array.from(at)];
      up[p]! += 1e-5;
      down[p]! -= 1e-5;
      const slope = (naiveLoss(up, targets, loss) - naiveLoss(down, targets, loss)) / 2e-5;
      expect(Math.abs(gradient[p]! - slope)).toBeLessThan(1e-4);
    }
  });

  it('stays finite where scores are huge', async () => {
    const gradient = new Float64Array(objective.size);
    expect(
      await objective.evaluate(
        at.map((value) => value * 1e4),
        gradient,
      ),
    ).toBeLessThan(1e12);
    expect(gradient.every(Number.isFinite)).toBe(true);
  });
});

/** Problems of any shape on one X: weights may be 0, entries of X and whole rows too. */
const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 30 }),
  cols: fc.integer({ min: 1, max: 20 }),
  nOutputs: fc.integer({ min: 2, max: 6 }),
  count: fc.integer({ min: 1, max: 4 }),
  sharesTargets: fc.boolean(),
  isWeighted: fc.boolean(),
  scale: fc.constantFrom(0.01, 1, 30),
  seed: fc.integer(),
});

describe.each<LossId>(['softmax', 'logistic', 'squared-hinge'])('%s problems', (loss) => {
  it('are the same in a graph, in typed-array code and from sparse features', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapes,
        async ({ rows, cols, nOutputs, count, sharesTargets, isWeighted, scale, seed }) => {
          const rng = createRng(seed);
          const X = matrix(
            rows,
            cols,
            new Float32Array(rows * cols).map(() => (rng.float() < 0.5 ? 0 : rng.normal())),
          );
          const targetsOf = () => {
            const targets = matrix(rows, nOutputs);
            if (loss !== 'softmax') targets.data.fill(-1);
            for (let i = 0; i < rows; i++) targets.data[i * nOutputs + rng.int(nOutputs)] = 1;
            return targets;
          };
          const shared = targetsOf();
          const problems = Array.from({ length: count }, () => ({
            targets: sharesTargets ? shared : targetsOf(),
            weights: isWeighted ? new Float64Array(rows).map(() => rng.int(3)) : undefined,
          }));
          const dense = lockstepObjectives(loss, X, problems);
          const sparse = lockstepObjectives(loss, toSparse(X), problems);
          const graph = graphProblems(loss, X, problems);
          const asked = problems.map((_, problem) => ({
            problem,
            parameters: new Float64Array(dense[0]!.size).map(() => Math.fround(rng.normal() * scale)),
            gradient: new Float64Array(dense[0]!.size),
          }));
          const order = rng.shuffle(asked);
          const values = await graph.evaluate(order);
          for (const [i, { problem, parameters, gradient }] of order.entries()) {
            for (const objective of [dense[problem]!, sparse[problem]!]) {
              const expected = new Float64Array(gradient.length);
              const value = await objective.evaluate(parameters, expected);
              expect(Math.abs(values[i]! - value)).toBeLessThan(1e-5 * (value + rows * scale));
              const size = expected.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
              const difference = gradient.reduce(
                (most, g, at) => Math.max(most, Math.abs(g - expected[at]!)),
                0,
              );
              expect(difference).toBeLessThan(1e-4 * (size + scale));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('minimiseL1', () => {
  /** Σ (xᵢ − targetᵢ)² / 2 + strength · |xᵢ| has its minimum where the target, brought nearer to 0 by the strength, is. */
  const targets = [3, -2, 0.4, -0.4, 0, 5];
  const quadratic = async (x: Float64Array, gradient: Float64Array) => {
    let value = 0;
    for (let i = 0; i < x.length; i++) {
      gradient[i] = x[i]! - targets[i]!;
      value += gradient[i]! ** 2 / 2;
    }
    return value;
  };

  it('finds the soft threshold, with exact zeros, and leaves what is free alone', async () => {
    const options = { maxIterations: 100, tolerance: 1e-10, noise: 1e-15, strength: 0.5, nPenalised: 5 };
    const start = Float64Array.of(-1, -1, -1, 1, 1, 1);
    const { x, value, converged } = await minimiseL1(quadratic, start, options);
    expect(converged).toBe(true);
    expect([...x.subarray(2, 5)]).toEqual([0, 0, 0]);
    expect([x[0], x[1], x[5]]).toEqual([2.5, -1.5, 5].map((at) => expect.closeTo(at, 8)));
    expect(value).toBeCloseTo(0.25 + 0.16 + 0.5 * 4, 8);
    expect(start[0]).toBe(-1);
  });

  it('says when it stopped before the minimum', async () => {
    const options = { maxIterations: 1, tolerance: 1e-10, strength: 0.5, nPenalised: 5 };
    expect((await minimiseL1(quadratic, new Float64Array(6), options)).converged).toBe(false);
  });
});

describe('minimise', () => {
  /** Σ scaleᵢ (xᵢ − i)² / 2, with condition 10⁴. */
  const scales = Float64Array.from({ length: 30 }, (_, i) => 10 ** (-4 * (i / 29)));
  const quadratic = async (x: Float64Array, gradient: Float64Array) => {
    let value = 0;
    for (let i = 0; i < x.length; i++) {
      gradient[i] = scales[i]! * (x[i]! - i);
      value += (scales[i]! * (x[i]! - i) ** 2) / 2;
    }
    return value;
  };

  it('finds the minimum of an ill-conditioned quadratic and leaves the start alone', async () => {
    const start = new Float64Array(30);
    const { x, converged } = await minimise(quadratic, start, { maxIterations: 1000, tolerance: 1e-9 });
    expect(converged).toBe(true);
    expect(Math.max(...x.map((value, i) => Math.abs(value - i)))).toBeLessThan(1e-4);
    expect(start.every((value) => value === 0)).toBe(true);
  });

  it('says when it stopped before the minimum', async () => {
    const { iterations, converged } = await minimise(quadratic, new Float64Array(30), {
      maxIterations: 3,
      tolerance: 1e-9,
    });
    expect([iterations, converged]).toEqual([3, false]);
  });

  it('needs no step where the gradient is zero', async () => {
    const start = Float64Array.from({ length: 30 }, (_, i) => i);
    const { iterations, converged } = await minimise(quadratic, start, { maxIterations: 9, tolerance: 1e-9 });
    expect([iterations, converged]).toEqual([0, true]);
  });
});
