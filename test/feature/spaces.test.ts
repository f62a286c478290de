import { describe, expect, it } from 'vitest';
import type { ImageBackbone } from '../../src/backbone/index.ts';
import { canonicalHash } from '../../src/core/index.ts';
import { deepSpaces, recipeOf, recipeSpace, recipes } from '../../src/feature/index.ts';
import type { RgbImage } from '../../src/media/index.ts';
import { fakeBackbone } from './fakes.ts';

const backbone = fakeBackbone();
const [space] = deepSpaces(backbone, ['2'], ['mean']);

/** Every place in a JSON value, as a path of keys. */
function places(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [[...path]];
  return Object.entries(value).flatMap(([key, field]) => places(field, [...path, key]));
}

function changedAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return typeof value === 'number' ? value + 1 : `${value}!`;
  const fields = value as Record<string, unknown>;
  const copy = { ...fields, [key]: changedAt(fields[key], rest) };
  return Array.isArray(value) ? Object.values(copy) : copy;
}

function reversedKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, reversedKeys(field)]),
  );
}

describe('deepSpaces', () => {
  it('makes one space per layer and pooling', () => {
    const spaces = deepSpaces(backbone, 'stages', ['mean', 'max']);
    expect(spaces.map(({ id }) => id)).toEqual([
      'fake/1:mean',
      'fake/1:max',
      'fake/2:mean',
      'fake/2:max',
      'fake/3:mean',
      'fake/3:max',
    ]);
    expect(spaces[2]).toMatchObject({
      kind: 'deep',
      backbone: 'fake',
      layer: '2',
      pooling: 'mean',
      dim: 2,
      modelBytes: 40,
      macs: 2000,
      provider: 'cpu',
    });
    expect(deepSpaces({ ...backbone, weights: 'random' }, ['2'], ['mean'])[0]).toMatchObject({
      weights: 'random',
    });
  });

  it('gives another key for other weights, layer, pooling and preprocessing', () => {
    const others: Partial<ImageBackbone>[] = [
      { weightsHash: 'other' },
      { provider: 'cuda' },
      ...Object.keys(backbone.input).map((field) => ({
        input: changedAt(backbone.input, [field]) as ImageBackbone['input'],
      })),
    ];
    const keys = [
      ...others.map((change) => deepSpaces({ ...backbone, ...change }, ['2'], ['mean'])[0]!.key),
      ...deepSpaces(backbone, ['2'], ['mean', 'max', 'flatten', 'mean+max']).map(({ key }) => key),
      ...deepSpaces(backbone, ['1', '3'], ['mean']).map(({ key }) => key),
    ];
    expect(new Set(keys).size).toBe(others.length + 4 + 2);
  });

  it('does not count what the values do not depend on', () => {
    const renamed = { ...backbone, id: 'renamed', stages: ['1'] };
    expect(deepSpaces(renamed, ['2'], ['mean'])[0]!.key).toBe(space!.key);
  });
});

describe('the key of a feature space', () => {
  const specs = [space!.spec, ...recipes.entries.map((recipe) => recipeSpace(recipe).spec)];

  it('names everything that DESIGN lists', () => {
    expect(Object.keys(space!.spec).sort()).toEqual(
      'decoder graph input layer pooling precision preprocessing provider store weights'.split(' '),
    );
  });

  it('changes with any one of its fields', () => {
    for (const spec of specs) {
      const keys = [spec, ...places(spec).map((path) => changedAt(spec, path))].map(canonicalHash);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('does not depend on the order of the fields', () => {
    for (const spec of specs) expect(canonicalHash(reversedKeys(spec))).toBe(canonicalHash(spec));
  });
});

describe('recipes', () => {
  const pixels = [
    [255, 0, 0],
    [255, 31, 0],
    [0, 0, 255],
    [0, 64, 200],
  ];
  const image: RgbImage = { data: Uint8Array.from(pixels.flat()), width: 2, height: 2 };

  it.each(recipes.entries)('$id gives as many values as it says', (recipe) => {
    const vector = recipe.modality === 'image' ? recipe.compute(image) : recipe.compute('Some words');
    expect(vector).toHaveLength(recipe.dim);
  });

  it('colour-histogram counts joint colours and sums to 1', () => {
    const histogram = recipeOf('image', 'colour-histogram').compute(image);
    expect(histogram[(7 * 8 + 0) * 8 + 0]).toBe(0.5);
    expect(histogram[(0 * 8 + 0) * 8 + 7]).toBe(0.25);
    expect(histogram[(0 * 8 + 2) * 8 + 6]).toBe(0.25);
    expect(histogram.reduce((sum, value) => sum + value)).toBe(1);
  });

  it('raw-pixels keeps a 32 × 32 image as it is, in [0, 1]', () => {
    const data = Uint8Array.from({ length: 3072 }, (_, i) => (i * 7) % 256);
    const vector = recipeOf('image', 'raw-pixels').compute({ data, width: 32, height: 32 });
    expect(vector).toEqual(Float32Array.from(data, (value) => value / 255));
  });
});
