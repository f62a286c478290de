import { readFileSync } from 'node:fs';

/** Read golden values.
 * @param path below test/golden, as `svm/svm.json`. */
export function golden<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${path}`, import.meta.url), 'utf8'));
}
