import { describe, expect, it } from 'vitest';
import {
  exposeModel,
  freeBatch,
  type Layer,
  pooledSize,
  poolings,
  pruneModel,
  tapModel,
  tapName,
} from '../../src/graph/index.ts';
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
  return pooling === 'mean' ? mean() : pooling === 'max' ? max() : [...mean(), ...max()];
}

const n = 3;
const model = deepFreeze(smallNet());

describe('tapModel', () => {
  it('fuses every pooling of maps, tokens and vectors', async () => {
    const layers = await layersOf(model);
    const names = ['sum', 'tokens', 'vector', 'pooled'];
    const taps = names.flatMap((layer) => poolings.map((pooling) => ({ layer, pooling })));
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
      expect(actual.dims, tapName(tap)).toEqual([n, pooledSize(shape, tap.pooling)]);
      expect(expected.length).toBe(actual.data.length);
      for (let i = 0; i < expected.length; i++) expect(actual.data[i]).toBeCloseTo(expected[i]!, 3);
    }
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
    const layers: Layer[] = [{ name: 'sum', operator: 'Add', shape: [4, 6, 6], depth: 1, parameters: 0 }];
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
