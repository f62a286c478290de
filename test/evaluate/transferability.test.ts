import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, matrix, matrixFrom } from '../../src/core/index.ts';
import { judgePrediction } from '../../src/evaluate/transferability/judge-prediction.ts';
import { kendall, spearman } from '../../src/evaluate/transferability/rank-correlation.ts';
import { transferabilityScores } from '../../src/evaluate/transferability/registry.ts';
import { scoreSpace } from '../../src/evaluate/transferability/score-space.ts';
import { golden } from '../support/golden.ts';

interface Golden {
  readonly cases: readonly {
    readonly name: string;
    readonly X: number[][];
    readonly y: number[];
    readonly scores: Readonly<Record<string, number>>;
  }[];
  readonly head: { readonly logits: number[][]; readonly y: number[]; readonly leep: number };
  readonly correlations: readonly {
    readonly a: number[];
    readonly b: number[];
    readonly kendall: number;
    readonly spearman: number;
  }[];
}

const { cases, head, correlations } = golden<Golden>('transferability/transferability.json');

describe('transferability scores', () => {
  it('stand in the registry, each in a file of its own', () => {
    const folder = fileURLToPath(new URL('../../src/evaluate/transferability', import.meta.url));
    const files = readdirSync(folder);
    for (const id of transferabilityScores.ids) expect(files).toContain(`${id}.ts`);
  });

  it.each(cases)('agree with their references: $name', async ({ X, y, scores }) => {
    const found = await scoreSpace(matrixFrom(X), Int32Array.from(y), 'layer');
    expect(Object.keys(found).sort()).toEqual(Object.keys(scores).sort());
    for (const [id, value] of Object.entries(scores)) {
      expect(Math.abs(found[id]! - value) / Math.max(1, Math.abs(value)), id).toBeLessThan(1e-6);
    }
  });

  it('LEEP agrees with its reference on logits, and on the probabilities that a softmax makes of them', async () => {
    const y = Int32Array.from(head.y);
    const fromLogits = await scoreSpace(matrixFrom(head.logits), y, 'logits');
    expect(fromLogits.leep).toBeCloseTo(head.leep, 6);
    const probabilities = head.logits.map((row) => {
      const sum = row.reduce((total, value) => total + Math.exp(value), 0);
      return row.map((value) => Math.exp(value) / sum);
    });
    const fromProbabilities = await scoreSpace(matrixFrom(probabilities), y, 'softmax');
    expect(fromProbabilities.leep).toBeCloseTo(head.leep, 6);
  });

  it('do not depend on the numbers of the classes, nor on ones that do not occur', async () => {
    const { X, y } = cases[0]!;
    const renamed = Int32Array.from(y, (id) => 7 - 2 * id);
    const [before, after] = [
      await scoreSpace(matrixFrom(X), Int32Array.from(y), 'layer'),
      await scoreSpace(matrixFrom(X), renamed, 'layer'),
    ];
    for (const id of ['logme', 'h-score', 'fisher-ratio', 'intrinsic-dimension']) {
      expect(after[id], id).toBeCloseTo(before[id]!, 10);
    }
  });

  it('LogME and the H-score give a wide space of noise no credit for its width', async () => {
    const rng = createRng(3);
    const n = 60;
    const y = Int32Array.from({ length: n }, (_, i) => i % 3);
    const noise = (d: number) =>
      matrix(
        n,
        d,
        Float32Array.from({ length: n * d }, () => rng.normal()),
      );
    const signal = noise(8);
    for (let i = 0; i < n; i++) signal.data[i * 8]! += 3 * y[i]!;
    const good = await scoreSpace(signal, y, 'layer');
    const wide = await scoreSpace(noise(400), y, 'layer');
    expect(good.logme).toBeGreaterThan(wide.logme!);
    expect(good['h-score']).toBeGreaterThan(wide['h-score']!);
  });

  it('leaves out what a constant space does not define', async () => {
    const scores = await scoreSpace(
      matrix(6, 3, new Float32Array(18).fill(2)),
      Int32Array.of(0, 1, 0, 1, 0, 1),
      'l',
    );
    expect(Object.keys(scores)).not.toContain('h-score');
    expect(Object.keys(scores)).not.toContain('fisher-ratio');
    expect(Object.values(scores).every(Number.isFinite)).toBe(true);
  });

  it('refuses labels of one class and of another length', async () => {
    await expect(scoreSpace(matrix(3, 2), Int32Array.of(1, 1, 1), 'l')).rejects.toThrow(
      'Cannot score the feature space as there must be two classes: there is 1',
    );
    await expect(scoreSpace(matrix(3, 2), Int32Array.of(0, 1), 'l')).rejects.toThrow(
      'Cannot score the feature space as X and y must have equal length: X has 3 rows, y has 2 labels',
    );
  });
});

describe('rank correlation', () => {
  it.each(correlations)('agrees with scipy', ({ a, b, ...expected }) => {
    expect(kendall(a, b)).toBeCloseTo(expected.kendall, 10);
    expect(spearman(a, b)).toBeCloseTo(expected.spearman, 10);
  });

  it('is symmetric, in [-1, 1], and turns with one side', () => {
    const values = fc.array(
      fc.tuple(fc.integer({ max: 5, min: 0 }), fc.double({ noNaN: true, min: 0, max: 1 })),
      {
        minLength: 2,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(values, (pairs) => {
        const a = pairs.map(([first]) => first);
        const b = pairs.map(([, second]) => second);
        for (const correlation of [kendall, spearman]) {
          const value = correlation(a, b);
          if (Number.isNaN(value)) continue;
          expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-12);
          expect(correlation(b, a)).toBeCloseTo(value, 12);
          expect(
            correlation(
              a.map((x) => -x),
              b,
            ),
          ).toBeCloseTo(-value, 12);
        }
      }),
    );
  });
});

describe('judgePrediction', () => {
  const higher = (values: number[]) => ({ values, better: 'higher' as const });

  it('says what training on the predicted best alone would have lost', () => {
    const judged = judgePrediction(higher([1, 3, 2]), higher([0.5, 0.6, 0.7]));
    expect(judged).toMatchObject({ nSpaces: 3, chosen: 1 });
    expect(judged.regret).toBeCloseTo(0.1);
    expect(judged.kendall).toBeCloseTo(1 / 3);
    expect(judged.spearman).toBeCloseTo(0.5);
  });

  it('takes either side in its own direction', () => {
    const judged = judgePrediction(
      { values: [9, 5, 2], better: 'lower' },
      { values: [1, 0.5, 0.2], better: 'lower' },
    );
    expect(judged).toEqual({ nSpaces: 3, chosen: 2, regret: 0, kendall: 1, spearman: 1 });
  });

  it('leaves out a correlation that ties do not define', () => {
    expect(judgePrediction(higher([1, 2]), higher([0.5, 0.5]))).toEqual({ nSpaces: 2, chosen: 1, regret: 0 });
  });
});
