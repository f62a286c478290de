import { createHash } from 'node:crypto';

/** SHA-256 of bytes or of a UTF-8 string, as 64 lower-case hex digits. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a JSON-like value, the same whatever the order of its keys. Fields that are `undefined` do not count.
 * @throws {TypeError} If the value holds what JSON cannot (a function, NaN, a typed array, …). */
export function canonicalHash(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** JSON with sorted keys and no white space. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  throw new TypeError(`Cannot hash the value as it must be plain JSON: it holds ${describe(value)}`);
}

function describe(value: unknown): string {
  return typeof value === 'object' ? Object.prototype.toString.call(value) : String(value);
}
