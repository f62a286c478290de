import { describe, expect, it } from 'vitest';
import { importTfjsGraphModel, type TfjsGraphModel } from '../../src/graph/index.ts';

type Weight = TfjsGraphModel['weightsManifest'][number]['weights'][number];

/** A graph `y = x + w`, so that the converted constant shows the dequantised weight. */
function graphOf(weight: Omit<Weight, 'name'>, paths: readonly string[] = ['w.bin']): TfjsGraphModel {
  const dim = [{ size: '-1' }, { size: String(weight.shape[0]) }];
  return {
    modelTopology: {
      node: [
        { name: 'x', op: 'Placeholder', attr: { shape: { shape: { dim } } } },
        { name: 'w', op: 'Const' },
        { name: 'y', op: 'Add', input: ['x', 'w'] },
      ],
    },
    weightsManifest: [{ paths, weights: [{ name: 'w', ...weight }] }],
  };
}

function dequantised(weight: Omit<Weight, 'name'>, stored: ArrayBufferView): number[] {
  const bytes = new Uint8Array(stored.buffer);
  const { rawData } = importTfjsGraphModel(graphOf(weight), [bytes]).graph.initializer[0]!;
  const buffer = rawData!.slice().buffer;
  return weight.dtype === 'float32'
    ? [...new Float32Array(buffer)]
    : Array.from(new BigInt64Array(buffer), Number);
}

describe('weights of a graph-model', () => {
  it('reads float16, subnormals and infinities included', () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x8000, 0x7bff, 0x7c00);
    const weight = { shape: [7], dtype: 'float32', quantization: { dtype: 'float16' } };
    expect(dequantised(weight, halves)).toEqual([
      1,
      -2,
      0.333251953125,
      2 ** -24,
      -0,
      65504,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('scales uint8 and uint16', () => {
    const quantization = { scale: 0.5, min: -3 };
    const weight = { shape: [3], dtype: 'float32' };
    const bytes = { ...weight, quantization: { dtype: 'uint8', ...quantization } };
    const shorts = { ...weight, quantization: { dtype: 'uint16', ...quantization } };
    expect(dequantised(bytes, Uint8Array.of(0, 1, 255))).toEqual([-3, -2.5, 124.5]);
    expect(dequantised(shorts, Uint16Array.of(0, 1, 65535))).toEqual([-3, -2.5, 32764.5]);
  });

  it('reads int32, plain and quantised, as int64', () => {
    expect(dequantised({ shape: [2], dtype: 'int32' }, Int32Array.of(-5, 70000))).toEqual([-5, 70000]);
    const weight = { shape: [2], dtype: 'int32', quantization: { dtype: 'uint8', scale: 2, min: -4 } };
    expect(dequantised(weight, Uint8Array.of(0, 3))).toEqual([-4, 2]);
  });

  it('joins the shards of a group', () => {
    const model = graphOf({ shape: [2], dtype: 'float32' }, ['w-1.bin', 'w-2.bin']);
    const bytes = new Uint8Array(Float32Array.of(1.5, -2).buffer);
    const imported = importTfjsGraphModel(model, [bytes.subarray(0, 3), bytes.subarray(3)]);
    expect(imported.graph.initializer[0]!.rawData).toEqual(bytes);
  });

  it('keeps the groups apart', () => {
    const { modelTopology, weightsManifest } = graphOf({ shape: [2], dtype: 'float32' });
    const other: Weight = { name: 'other', shape: [1], dtype: 'float32' };
    const groups = [{ paths: ['other.bin'], weights: [other] }, ...weightsManifest];
    const shards = [Float32Array.of(9), Float32Array.of(1.5, -2)].map(({ buffer }) => new Uint8Array(buffer));
    const imported = importTfjsGraphModel({ modelTopology, weightsManifest: groups }, shards);
    expect(imported.graph.initializer[0]!.rawData).toEqual(shards[1]);
  });

  it.each([
    [['w.bin'], [7], 'w.bin must hold the 8 bytes that the manifest describes: found 7'],
    [['a', 'b', 'c'], [4, 3, 0], 'a … c must hold the 8 bytes that the manifest describes: found 7'],
    [['a', 'b'], [4], 'every file of the manifest must be given: 1 of 2'],
  ])('refuses the files %j of %j bytes', (paths, lengths, message) => {
    const model = graphOf({ shape: [2], dtype: 'float32' }, paths);
    const shards = lengths.map((length) => new Uint8Array(length));
    expect(() => importTfjsGraphModel(model, shards)).toThrow(`Cannot read the weights as ${message}`);
  });

  it('refuses unknown types', () => {
    expect(() => importTfjsGraphModel(graphOf({ shape: [2], dtype: 'string' }), [new Uint8Array(8)])).toThrow(
      'Cannot read the weight "w" as its type must be one of float32, int32, float16, uint16, uint8, bool: it is string',
    );
  });
});
