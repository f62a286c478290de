import { BackboneError } from '../../core/index.ts';
import type { Constant, TfjsWeight, TfjsWeightGroup } from './types.ts';

/** Read and dequantise every weight of a manifest.
 * @param shards the bytes of the manifest's paths, in their order.
 * @throws {BackboneError} If the bytes do not fit the manifest, or a weight is neither a number nor a flag. */
export function readWeights(
  manifest: readonly TfjsWeightGroup[],
  shards: readonly Uint8Array[],
): Map<string, Constant> {
  const bytes = concatenate(shards);
  const weights = manifest.flatMap((group) => group.weights);
  const total = weights.reduce((sum, weight) => sum + byteLength(weight), 0);
  if (total !== bytes.length) {
    throw new BackboneError(
      `Cannot read the weights as the manifest describes ${total} bytes: the files hold ${bytes.length}`,
    );
  }
  const constants = new Map<string, Constant>();
  let offset = 0;
  for (const weight of weights) {
    const stored = bytes.slice(offset, offset + byteLength(weight));
    constants.set(weight.name, dequantise(weight, stored));
    offset += stored.length;
  }
  return constants;
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

function halvesToFloats(halves: Uint16Array): Float32Array {
  halfValues ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => halfToFloat(bits));
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = halfValues[halves[i]!]!;
  return floats;
}

let halfValues: Float32Array | undefined;

/** The value of 16 bits read as IEEE 754 binary16. */
function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
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
