import { describe, expect, it } from 'vitest';
import { createRng, matrix } from '../../src/core/index.ts';
import { sessionOf } from '../../src/linalg/session.ts';
import { transposedProduct } from '../../src/linalg/transposed.ts';

describe('transposedProduct', () => {
  it.each([
    ['from a copy', 1000],
    ['from a copy of a part', 10],
  ])('is Xᵀ·R %s', async (_, large) => {
    const rng = createRng(1);
    const floats = (length: number) => Float32Array.from({ length }, () => rng.normal());
    const X = matrix(13, 7, floats(13 * 7));
    const R = matrix(13, 3, floats(13 * 3));
    const { id, inputs, initializers, feeds, nodes } = transposedProduct(X, large);
    const session = await sessionOf(`test/${id}`, {
      inputs: [...inputs, { name: 'R', shape: ['n', 'k'] }],
      outputs: ['G'],
      nodes: nodes('R', 'G'),
      initializers,
    });
    const { G } = await session.run({ ...feeds, R: { type: 'float32', data: R.data, dims: [13, 3] } });
    for (let j = 0; j < 7; j++) {
      for (let k = 0; k < 3; k++) {
        let sum = 0;
        for (let i = 0; i < 13; i++) sum += X.data[i * 7 + j]! * R.data[i * 3 + k]!;
        expect(Number(G!.data[j * 3 + k])).toBeCloseTo(sum, 5);
      }
    }
  });
});
