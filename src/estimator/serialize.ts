import { z } from 'zod';

type NumberArray = Float32Array | Float64Array | Int32Array;

/** The bytes of a typed array in base64, for `toJSON`: exact, and smaller than decimal digits. Little-endian, as every
 * machine that Node runs on. */
export function toBase64(values: NumberArray): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

/** Schema of a field written by `toBase64` from a Float32Array. */
export const float32s = z.string().transform((text) => new Float32Array(bytesOf(text)));

/** Schema of a field written by `toBase64` from a Float64Array. */
export const float64s = z.string().transform((text) => new Float64Array(bytesOf(text)));

/** Schema of a field written by `toBase64` from an Int32Array. */
export const int32s = z.string().transform((text) => new Int32Array(bytesOf(text)));

/** A buffer of its own, so that it starts where any typed array may start. */
function bytesOf(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'base64')).buffer;
}
