import { node, tensor } from '../onnx/builder.ts';
import type { OnnxNode } from '../onnx/types.ts';

/** D of tokens (T, D). */
export function tokenWidth(shape: readonly number[]): number | undefined {
  return shape.length === 2 ? shape[1] : undefined;
}

/** Nodes that take the token at one place of every sample. */
export function gatherToken(layer: string, place: number, output: string): OnnxNode[] {
  const index = `${output}::place`;
  const value = tensor(index, 'int64', [], BigInt64Array.of(BigInt(place)));
  return [node('Constant', [], [index], { value }), node('Gather', [layer, index], [output], { axis: 1 })];
}
