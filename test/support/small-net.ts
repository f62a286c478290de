import { createRng } from '../../src/core/index.ts';
import {
  buildModel,
  encodeModel,
  exposeModel,
  int64s,
  type Layer,
  listLayers,
  node,
  type OnnxModel,
  tensor,
} from '../../src/graph/index.ts';
import { createSession } from '../../src/runtime/index.ts';

/** An image network of 6×6 pixels: conv, residual block, strided conv, tokens, pooled vector, classifier. */
export function smallNet(batch: number | string = 'N'): OnnxModel {
  const rng = createRng(3);
  const random = (name: string, dims: readonly number[]) =>
    tensor(
      name,
      'float32',
      dims,
      Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => rng.normal()),
    );
  return buildModel({
    inputs: [{ name: 'image', shape: [batch, 3, 6, 6] }],
    outputs: ['probability'],
    nodes: [
      node('Conv', ['image', 'stem.w'], ['stem'], { kernel_shape: [1, 1] }),
      node('Conv', ['stem', 'block.w'], ['block'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
      node('Add', ['block', 'stem'], ['sum']),
      node('Relu', ['sum'], ['sum/relu']),
      node('Conv', ['sum/relu', 'down.w'], ['down'], { kernel_shape: [2, 2], strides: [2, 2] }),
      node('Reshape', ['down', 'tokens.shape'], ['down/positions']),
      node('Transpose', ['down/positions'], ['tokens'], { perm: [0, 2, 1] }),
      node('GlobalAveragePool', ['down'], ['pooled']),
      node('Reshape', ['pooled', 'vector.shape'], ['vector']),
      node('Gemm', ['vector', 'classifier.w'], ['logits']),
      node('Softmax', ['logits'], ['probability'], { axis: 1 }),
      node('ArgMax', ['logits'], ['label'], { axis: 1 }),
    ],
    initializers: [
      random('stem.w', [4, 3, 1, 1]),
      random('block.w', [4, 4, 3, 3]),
      random('down.w', [8, 4, 2, 2]),
      random('classifier.w', [8, 5]),
      int64s('tokens.shape', [batch === 'N' ? 0 : Number(batch), 8, 9]),
      int64s('vector.shape', [batch === 'N' ? 0 : Number(batch), 8]),
    ],
  });
}

export const smallNetShape = [3, 6, 6] as const;

/** n random images for `smallNet`. */
export function smallImages(n: number): Float32Array {
  const rng = createRng(5);
  return Float32Array.from({ length: n * 3 * 6 * 6 }, () => rng.normal());
}

/** Run a model of one input and read its outputs. */
export async function runModel(model: OnnxModel, values: Float32Array, n: number) {
  const session = await createSession(encodeModel(model));
  const outputs = await session.run({
    [session.inputNames[0]!]: { type: 'float32', data: values, dims: [n, ...smallNetShape] },
  });
  await session.release();
  return outputs;
}

/** List the layers of a model as a run on two images shows them. */
export async function layersOf(model: OnnxModel, isLayer?: (name: string) => boolean): Promise<Layer[]> {
  const outputs = Object.entries(await runModel(exposeModel(model), smallImages(2), 2));
  const floats = outputs.filter(([, { type }]) => type === 'float32');
  const shapes = new Map([
    ['image', [2, ...smallNetShape]],
    ...floats.map(([name, { dims }]) => [name, dims] as const),
  ]);
  return listLayers(model, shapes, 2, isLayer);
}

/** Freeze a value and all it holds, but for the bytes of tensors. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
