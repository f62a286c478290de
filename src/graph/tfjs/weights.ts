import { BackboneError } from '../../core/index.ts';
import { halvesToFloats } from '../halves.ts';
import type { Constant, TfjsWeight, TfjsWeightGroup } from './types.ts';

/** The files that hold the weights, in the order of the manifest. */
export function weightPaths(manifest: readonly TfjsWeightGroup[]): string[] {
  return manifest.flatMap(({ paths }) => paths);
}

/** Read and dequantise every weight of a manifest.
 * @param shards the bytes of the manifest's paths, in their order.
 * @throws {BackboneError} If a file is missing, the bytes of a group do not fit its weights, or a weight is neither a
 * number nor a flag. */
export function readWeights(
  manifest: readonly TfjsWeightGroup[],
  shards: readonly Uint8Array[],
): Map<string, Constant> {
  const paths = weightPaths(manifest);
  if (shards.length !== paths.length) {
    throw new BackboneError(
      `Cannot read the weights as every file of the manifest must be given: ${shards.length} of ${paths.length}`,
    );
  }
  const constants = new Map<string, Constant>();
  let first = 0;
  for (const group of manifest) {
    const files = shards.slice(first, first + group.paths.length);
    first += files.length;
    for (const constant of readGroup(group, files)) constants.set(constant.name, constant);
  }
  return constants;
}

/** The weights of a group lie one after the other, across the borders of its files. */
function readGroup({ paths, weights }: TfjsWeightGroup, files: readonly Uint8Array[]): Constant[] {
  const bytes = concatenate(files);
  const lengths = weights.map(byteLength);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total !== bytes.length) {
    const shown = paths.length > 2 ? `${paths[0]} … ${paths.at(-1)}` : paths.join(', ');
    throw new BackboneError(
      `Cannot read the weights as ${shown} must hold the ${total} bytes that the manifest describes: found ${bytes.length}`,
    );
  }
  let offset = 0;
  return weights.map((weight, i) => {
    const start = offset;
    offset += lengths[i]!;
    return dequantise(weight, bytes.slice(start, offset));
  });
}

const storedBytes: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

function byteLength(weight: TfjsWeight): number {
  const dtype = weight.quantization?.dtype ?? weight.dtype;
  const size = storedBytes[dtype];
  if (size === undefined) {
    throw new BackboneError(
      `Cannot read the weight "${weight.name}" as its type must be one of ${Object.keys(storedBytes).join(', ')}: it is ${dtype}`,
    );
  }
  return size * weight.shape.reduce((product, length) => product * length, 1);
}

function dequantise(weight: TfjsWeight, bytes: Uint8Array): Constant {
  const stored = storedValues(weight.quantization?.dtype ?? weight.dtype, bytes.buffer as ArrayBuffer);
  const { scale = 1, min = 0 } = weight.quantization ?? {};
  const dtype = weight.dtype === 'float32' ? 'float32' : 'int32';
  if (dtype === 'float32' && stored instanceof Float32Array) {
    return { name: weight.name, dtype, shape: weight.shape, values: stored };
  }
  const values = dtype === 'float32' ? new Float32Array(stored.length) : new Int32Array(stored.length);
  for (let i = 0; i < stored.length; i++) {
    const value = stored[i]! * scale + min;
    values[i] = dtype === 'float32' ? value : Math.round(value);
  }
  return { name: weight.name, dtype, shape: weight.shape, values };
}

function storedValues(dtype: string, buffer: ArrayBuffer): ArrayLike<number> {
  switch (dtype) {
    case 'float32':
      return new Float32Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'float16':
      return halvesToFloats(new Uint16Array(buffer));
    case 'uint16':
      return new Uint16Array(buffer);
    default:
      return new Uint8Array(buffer);
  }
}

function concatenate(shards: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(shards.reduce((sum, shard) => sum + shard.length, 0));
  let offset = 0;
  for (const shard of shards) {
    bytes.set(shard, offset);
    offset += shard.length;
  }
  return bytes;
}
