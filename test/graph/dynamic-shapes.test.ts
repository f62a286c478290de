import { describe, expect, it } from 'vitest';
import { buildModel, dynamicTensors, int64s, node, tensor } from '../../src/graph/index.ts';
import { layersOf } from '../support/small-net.ts';

const model = buildModel({
  inputs: [{ name: 'image', shape: ['N', 3, 6, 6] }],
  outputs: ['far'],
  nodes: [
    node('Relu', ['image'], ['fixed']),
    node('Shape', ['image'], ['shape']),
    node('ConstantOfShape', ['shape'], ['blank']),
    node('NonZero', ['blank'], ['from shapes']),
    node('NonZero', ['fixed'], ['places']),
    node('Transpose', ['places'], ['rows']),
    node('GatherND', ['fixed', 'rows'], ['hits']),
    node('ScatterND', ['fixed', 'rows', 'hits'], ['written']),
    node('ReduceMax', ['fixed'], ['greatest'], { keepdims: 0 }),
    node('Cast', ['greatest'], ['count'], { to: 7 }),
    node('Range', ['zero', 'count', 'one'], ['range']),
    node('Reshape', ['fixed', 'flat'], ['far']),
  ],
  initializers: [
    tensor('zero', 'int64', [], BigInt64Array.of(0n)),
    tensor('one', 'int64', [], BigInt64Array.of(1n)),
    int64s('flat', [0, -1]),
  ],
});

describe('dynamicTensors', () => {
  it('finds shapes that hang on values, and the node to blame', () => {
    const found = [...dynamicTensors(model.graph)].map(([name, { opType }]) => [name, opType]);
    expect(found).toEqual([
      ['places', 'NonZero'],
      ['rows', 'NonZero'],
      ['hits', 'NonZero'],
      ['range', 'Range'],
    ]);
  });

  it('keeps them out of the layers', async () => {
    const names = (await layersOf(model)).map(({ name }) => name);
    expect(names).toEqual(['fixed', 'written', 'far']);
  });
});
