import { describe, expect, it } from 'vitest';
import {
  buildModel,
  encodeModel,
  exposeModel,
  freeBatch,
  type Layer,
  node,
  pooledSize,
  pruneModel,
  tapModel,
  tapName,
} from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';
import { deepFreeze, layersOf, runModel, smallImages, smallNet } from '../support/small-net.ts';

/** The definition of pooling, value by value: positions × channels of one sample of a layer. */
function pooledByHand(values: Float32Array, shape: readonly number[], pooling: string): number[] {
  if (shape.length === 1 || pooling === 'flatten') return [...values];
  const tokens = shape.length === 2;
  const channels = tokens ? shape[1]! : shape[0]!;
  const positions = values.length / channels;
  const at = (c: number, p: number) => values[tokens ? p * channels + c : c * positions + p]!;
  const all = (c: number) => Array.from({ length: positions }, (_, p) => at(c, p));
  const channelwise = (reduce: (of: number[]) => number) =>
    Array.from({ length: channels }, (_, c) => reduce(all(c)));
  const mean = () => channelwise((of) => of.reduce((a, b) => a + b, 0) / of.length);
  const max = () => channelwise((of) => Math.max(...of));
  if (pooling === 'gem') {
    return channelwise((of) => Math.cbrt(of.reduce((a, b) => a + Math.max(b, 1e-6) ** 3, 0) / of.length));
  }
  return pooling === 'mean' ? mean() : pooling === 'max' ? max() : [...mean(), ...max()];
}

const n = 3;
const model = deepFreeze(smallNet());

describe('tapModel', () => {
  it('fuses every pooling of maps, tokens and vectors', async () => {
    const layers = await layersOf(model);
    const names = ['sum', 'tokens', 'vector', 'pooled'];
    const simple = ['mean', 'max', 'mean+max', 'gem', 'flatten'] as const;
    const taps = names.flatMap((layer) => simple.map((pooling) => ({ layer, pooling })));
    const tapped = await runModel(tapModel(model, taps, layers), smallImages(n), n);
    const raw = await runModel(exposeModel(model), smallImages(n), n);
    expect(Object.keys(tapped)).toEqual(taps.map(tapName));
    for (const tap of taps) {
      const { shape } = layers.find(({ name }) => name === tap.layer)!;
      const values = raw[tap.layer]!.data as Float32Array;
      const size = values.length / n;
      const expected = Array.from({ length: n }, (_, i) =>
        pooledByHand(values.subarray(i * size, (i + 1) * size), shape, tap.pooling),
      ).flat();
      const actual = tapped[tapName(tap)]!;
      expect(actual.dims, tapName(tap)).toEqual([n, pooledSize({ name: tap.layer, shape }, tap.pooling)]);
      expect(expected.length).toBe(actual.data.length);
      for (let i = 0; i < expected.length; i++) expect(actual.data[i]).toBeCloseTo(expected[i]!, 3);
    }
  });

  it('takes the greatest value of the whole map and of its quarters, the middle row of an odd side in both', async () => {
    const [height, width] = [3, 4];
    const map = Float32Array.from({ length: 2 * height * width }, (_, i) => (i * 7) % 24);
    const identity = buildModel({
      inputs: [{ name: 'x', shape: ['N', 2, height, width] }],
      outputs: ['y'],
      nodes: [node('Identity', ['x'], ['y'])],
    });
    const layer = {
      name: 'y',
      operator: 'Identity',
      shape: [2, height, width],
      depth: 1,
      macs: 0,
      parameters: 0,
    };
    const tapped = tapModel(identity, [{ layer: 'y', pooling: 'spatial-pyramid' }], [layer]);
    const session = await createSession(encodeModel(tapped));
    const { data } = (await session.run({ x: { type: 'float32', data: map, dims: [1, 2, height, width] } }))[
      'y::spatial-pyramid'
    ]!;
    const greatest = (c: number, rows: number[], columns: number[]) =>
      Math.max(...rows.flatMap((r) => columns.map((col) => map[(c * height + r) * width + col]!)));
    const quarters = (c: number) =>
      [
        [0, 1],
        [1, 2],
      ].flatMap((rows) =>
        [
          [0, 1],
          [2, 3],
        ].map((columns) => greatest(c, rows, columns)),
      );
    const whole = (c: number) => greatest(c, [0, 1, 2], [0, 1, 2, 3]);
    expect([...(data as Float32Array)]).toEqual([whole(0), whole(1), ...quarters(0), ...quarters(1)]);
    expect(pooledSize(layer, 'spatial-pyramid')).toBe(10);
    expect(() => pooledSize({ name: 'y', shape: [2, 1, 4] }, 'spatial-pyramid')).toThrow(
      'Cannot pool layer "y" by "spatial-pyramid" as the layer must hold maps of at least 2×2 positions: its shape is 2×1×4',
    );
  });

  it('leaves out nodes and weights behind the deepest tap', async () => {
    const tapped = tapModel(model, [{ layer: 'sum', pooling: 'mean' }], await layersOf(model));
    expect(tapped.graph.node.map(({ opType }) => opType)).toEqual([
      'Conv',
      'Conv',
      'Add',
      'GlobalAveragePool',
      'Flatten',
    ]);
    expect(tapped.graph.initializer.map(({ name }) => name)).toEqual(['stem.w', 'block.w']);
  });

  it('makes one output of a tap that is given twice', async () => {
    const tap = { layer: 'sum', pooling: 'max' } as const;
    const tapped = tapModel(model, [tap, tap], await layersOf(model));
    expect(tapped.graph.output.map(({ name }) => name)).toEqual(['sum::max']);
  });

  it('refuses an unknown layer', () => {
    const layers: Layer[] = [
      { name: 'sum', operator: 'Add', shape: [4, 6, 6], depth: 1, macs: 0, parameters: 0 },
    ];
    expect(() => tapModel(model, [{ layer: 'summ', pooling: 'mean' }], layers)).toThrow(
      'Cannot tap layer "summ": did you mean "sum"',
    );
  });
});

describe('pruneModel', () => {
  it('keeps what the bodies of control flow read from outside', () => {
    const body = {
      node: [{ opType: 'Neg', input: ['stem'], output: ['z'], attribute: [] }],
      initializer: [],
      input: [],
      output: [{ name: 'z' }],
    };
    const branch = {
      opType: 'If',
      input: ['flag'],
      output: ['branch'],
      attribute: [{ name: 'then_branch', type: 5, g: body }],
    };
    const withBranch = { ...model, graph: { ...model.graph, node: [...model.graph.node, branch] } };
    expect(pruneModel(withBranch, ['branch']).graph.node.map(({ opType }) => opType)).toEqual(['Conv', 'If']);
  });
});

describe('freeBatch', () => {
  it('lets a model of one image take several', async () => {
    const one = deepFreeze(smallNet(1));
    const [free, expected] = await Promise.all([
      runModel(freeBatch(one), smallImages(n), n),
      runModel(model, smallImages(n), n),
    ]);
    expect(free.probability!.data).toEqual(expected.probability!.data);
    await expect(runModel(one, smallImages(n), n)).rejects.toThrow('Cannot run the graph');
  });

  it('returns a model whose batch is free as it is', () => {
    expect(freeBatch(model)).toBe(model);
  });
});
