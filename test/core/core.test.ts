import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalHash,
  createRegistry,
  createRng,
  deriveSeed,
  didYouMean,
  firstNonFinite,
  matrix,
  matrixFrom,
  takeRows,
  unwrittenMatrix,
} from '../../src/core/index.ts';

describe('canonicalHash', () => {
  it('does not depend on the order of keys, and does on every value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const plain = JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
        const reversed = Object.fromEntries(Object.entries(plain).reverse());
        expect(canonicalHash(reversed)).toBe(canonicalHash(plain));
        expect(canonicalHash({ ...plain, 'one more': 1 })).not.toBe(
          canonicalHash({ ...plain, 'one more': 2 }),
        );
      }),
    );
  });

  it('refuses what JSON cannot hold', () => {
    for (const value of [Number.NaN, () => 1, new Float32Array(1), new Map(), 1n]) {
      expect(() => canonicalHash({ value })).toThrow('Cannot hash the value as it must be plain JSON');
    }
  });
});

describe('rng', () => {
  it('repeats its stream for a seed and differs between seeds', () => {
    const draw = (seed: number) => {
      const rng = createRng(seed);
      return Array.from({ length: 20 }, () => rng.float());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(deriveSeed(1, 'folds')).not.toBe(deriveSeed(1, 'forest'));
  });

  it('draws uniform and normal numbers', () => {
    const rng = createRng(7);
    const n = 20_000;
    const uniform = Array.from({ length: n }, () => rng.float());
    const normal = Array.from({ length: n }, () => rng.normal());
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
  });

  it('shuffles every item to every place', () => {
    const rng = createRng(3);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) counts[rng.shuffle([0, 1, 2, 3]).indexOf(0)]!++;
    for (const count of counts) expect(count).toBeGreaterThan(900);
  });
});

describe('registry', () => {
  const registry = createRegistry('backbone', [{ id: 'resnet50' }, { id: 'vgg16' }]);

  it('finds by id and suggests the nearest', () => {
    expect(registry.get('vgg16')).toEqual({ id: 'vgg16' });
    expect(() => registry.get('resnet51')).toThrow(
      'Cannot find backbone "resnet51": did you mean "resnet50"',
    );
    expect(() => registry.get('swin')).toThrow(
      'Cannot find backbone "swin": it must be one of "resnet50", "vgg16"',
    );
  });

  it('refuses two entries of one id', () => {
    expect(() => createRegistry('metric', [{ id: 'a' }, { id: 'a' }])).toThrow('ids must be unique');
  });

  it('lists at most twenty names', () => {
    const names = Array.from({ length: 30 }, (_, i) => `name-of-thing-${i}`);
    expect(didYouMean('zzzzzzzzzzzz', names)).toMatch(/"name-of-thing-19", …$/);
  });
});

describe('matrix', () => {
  it('takes rows in order and finds what is not finite', () => {
    const X = matrixFrom([
      [1, 2],
      [3, 4],
      [5, Number.NaN],
    ]);
    expect([...takeRows(X, [2, 0]).data]).toEqual([5, Number.NaN, 1, 2]);
    expect(firstNonFinite(X)).toBe(5);
    expect(firstNonFinite(matrix(2, 2))).toBe(-1);
  });

  it('has memory of its own without being written, which can move to another thread', () => {
    const [X, Y] = [unwrittenMatrix(2, 3), unwrittenMatrix(2, 3)];
    expect([X.rows, X.cols, X.data.length]).toEqual([2, 3, 6]);
    X.data.fill(1);
    Y.data.fill(2);
    expect([...X.data]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(X.data.buffer.byteLength).toBe(24);
    expect([...structuredClone(X, { transfer: [X.data.buffer as ArrayBuffer] }).data]).toEqual(
      Array(6).fill(1),
    );
    expect(X.data.length).toBe(0);
  });

  it('refuses values that do not fill the shape', () => {
    expect(() => matrix(2, 2, new Float32Array(3))).toThrow('data must hold 4 values: it holds 3');
    expect(() => matrixFrom([[1], [1, 2]])).toThrow('row 1 has 2, row 0 has 1');
  });
});
