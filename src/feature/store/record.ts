import { createHash } from 'node:crypto';

const CHECKSUM_BYTES = 8;

/** The key of a vector: 64 bytes, the feature space's key and then the content hash. */
export function recordKey(space: string, contentHash: string): Buffer {
  return Buffer.from(space + contentHash, 'hex');
}

/** A vector as it is stored: 8 bytes of checksum, then float32 values, little-endian. */
export function encodeRecord(key: Uint8Array, values: Float32Array): Buffer {
  const bytes = bytesOf(values);
  return Buffer.concat([checksum(key, bytes), bytes]);
}

/** Copy a record's values into `row`.
 * @param record may be longer than `length`, as LMDB lends a shared buffer.
 * @returns whether the record is whole, of the row's length and of this key. */
export function decodeRecord(
  key: Uint8Array,
  record: Uint8Array,
  length: number,
  row: Float32Array,
): boolean {
  if (length !== CHECKSUM_BYTES + row.byteLength) return false;
  const bytes = bytesOf(row);
  bytes.set(record.subarray(CHECKSUM_BYTES, length));
  return checksum(key, bytes).equals(record.subarray(0, CHECKSUM_BYTES));
}

/** The first 8 bytes of SHA-256 over key and values, so that a record under another's key is found out as well. */
function checksum(key: Uint8Array, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(bytes).digest().subarray(0, CHECKSUM_BYTES);
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
