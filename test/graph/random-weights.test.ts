import { describe, expect, it } from 'vitest';
import {
  buildModel,
  node,
  type OnnxModel,
  randomizeWeights,
  scaleWeight,
  tensor,
} from '../../src/graph/index.ts';
import { deepFreeze, smallNet } from '../support/small-net.ts';

const filled = (name: string, dims: readonly number[], value = 7) =>
  tensor(name, 'float32', dims, new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(value));

function valuesOf({ graph }: OnnxModel, name: string): Float32Array {
  return new Float32Array(graph.initializer.find((weight) => weight.name === name)!.rawData!.slice().buffer);
}

function moments(values: Float32Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}

describe('randomizeWeights', () => {
  it('draws the same weights from the same seed, others from another, and changes no given model', () => {
    const given = deepFreeze(smallNet());
    const [first, again, other] = [1, 1, 2].map((seed) => randomizeWeights(given, seed).model);
    expect(first).toEqual(again);
    for (const name of ['stem.w', 'block.w', 'down.w', 'classifier.w']) {
      expect(valuesOf(first!, name)).not.toEqual(valuesOf(given, name));
      expect(valuesOf(first!, name)).not.toEqual(valuesOf(other!, name));
    }
    expect(valuesOf(first!, 'tokens.shape')).toEqual(valuesOf(given, 'tokens.shape'));
    expect([...randomizeWeights(given, 1).kernels]).toEqual([
      ['stem', 'stem.w'],
      ['block', 'block.w'],
      ['down', 'down.w'],
      ['logits', 'classifier.w'],
    ]);
  });

  const model = buildModel({
    inputs: [
      { name: 'x', shape: ['N', 64, 8, 8] },
      { name: 'ids', type: 'int64', shape: ['N', 'T'] },
    ],
    outputs: ['y'],
    nodes: [
      node('Sub', ['x', 'pixel.mean'], ['centred']),
      node('Conv', ['centred', 'conv.w', 'conv.b'], ['conv']),
      node('BatchNormalization', ['conv', 'bn.scale', 'bn.b', 'bn.mean', 'bn.var'], ['bn']),
      node('Mul', ['bn', 'sixth'], ['scaled']),
      node('Add', ['scaled', 'shift'], ['shifted']),
      node('Mul', ['shifted', 'gain'], ['gained']),
      node('GlobalAveragePool', ['gained'], ['pooled']),
      node('Flatten', ['pooled'], ['vector']),
      node('Transpose', ['dense.w'], ['dense.turned'], { perm: [1, 0] }),
      node('MatMul', ['vector', 'dense.turned'], ['dense']),
      node('Gemm', ['dense', 'gemm.w', 'gemm.b'], ['gemm'], { transB: 1 }),
      node('Gather', ['table', 'ids'], ['tokens']),
      node('Add', ['tokens', 'positions'], ['y']),
    ],
    initializers: [
      filled('pixel.mean', [1, 64, 1, 1]),
      filled('conv.w', [96, 64, 3, 3]),
      filled('conv.b', [96]),
      ...['bn.scale', 'bn.b', 'bn.mean', 'bn.var'].map((name) => filled(name, [96])),
      filled('sixth', []),
      filled('shift', [1, 96, 1, 1]),
      filled('gain', [96, 1, 1]),
      filled('dense.w', [200, 96]),
      filled('gemm.w', [100, 200]),
      filled('gemm.b', [100]),
      filled('table', [500, 32]),
      filled('positions', [1, 60, 32]),
    ],
  });

  it('keeps the variance: 2 / fan-in for kernels, 1 for embeddings', () => {
    const drawn = randomizeWeights(model, 3).model;
    for (const [name, variance] of [
      ['conv.w', 2 / (64 * 9)],
      ['dense.w', 2 / 96],
      ['gemm.w', 2 / 200],
      ['table', 1],
      ['positions', 1],
    ] as const) {
      const seen = moments(valuesOf(drawn, name));
      expect(Math.abs(seen.variance / variance - 1), name).toBeLessThan(0.1);
      expect(Math.abs(seen.mean), name).toBeLessThan(0.1 * Math.sqrt(variance));
    }
  });

  it.each([
    ['conv.b', 0],
    ['bn.scale', 1],
    ['bn.b', 0],
    ['bn.mean', 0],
    ['bn.var', 1],
    ['shift', 0],
    ['gain', 1],
    ['gemm.b', 0],
    ['sixth', 7],
    ['pixel.mean', 7],
  ])('starts %s at %i', (name, value) => {
    expect(new Set(valuesOf(randomizeWeights(model, 3).model, name))).toEqual(new Set([value]));
  });

  it('refuses kernels that are not float32', () => {
    const quantized = buildModel({
      inputs: [{ name: 'x', shape: ['N', 4] }],
      outputs: ['y'],
      nodes: [node('DequantizeLinear', ['w', 'scale'], ['w.float']), node('MatMul', ['x', 'w.float'], ['y'])],
      initializers: [tensor('w', 'uint8', [4, 4], new Uint8Array(16)), filled('scale', [])],
    });
    expect(() => randomizeWeights(quantized, 1)).toThrow(
      'Cannot draw random weights as every kernel must be float32: "w" has ONNX type 2',
    );
  });
});

describe('scaleWeight', () => {
  it('multiplies every value, wherever the weight keeps them', () => {
    const typed = { name: 'w', dims: [2], dataType: 1, floatData: [1, -3] };
    for (const weight of [typed, tensor('w', 'float32', [2], Float32Array.of(1, -3))]) {
      expect(scaleWeight(weight, 2)).toEqual(tensor('w', 'float32', [2], Float32Array.of(2, -6)));
    }
  });
});
