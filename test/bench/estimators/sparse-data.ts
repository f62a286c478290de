import { createRng, type SparseMatrix, selectRows, sparseMatrix } from '../../../src/core/index.ts';
import type { BenchData } from './data.ts';

const WORDS = 20_000;
const WORDS_PER_TEXT = 100;
const CLASSES = 20;
/** Share of the words of a text that its class has a say in. */
const TOPICAL = 0.15;

/** Texts as counts of words, each of length 1: 20,000 texts (and 4,000 held out) of 100 of 20,000 words each, that is 0.5 %
 * of entries. A few words are in most texts, as in any language; each class has an order of its own for some. */
export async function sparseData(): Promise<BenchData<SparseMatrix>> {
  const rng = createRng(42);
  const [nSamples, nTest] = [20_000, 4000];
  const total = nSamples + nTest;
  const y = Int32Array.from({ length: total }, (_, i) => i % CLASSES);
  const indices = new Int32Array(total * WORDS_PER_TEXT);
  const values = new Float32Array(indices.length);
  for (let i = 0; i < total; i++) {
    const counts = new Map<number, number>();
    while (counts.size < WORDS_PER_TEXT) {
      const rank = Math.floor(WORDS * rng.float() ** 3);
      const word = rng.float() < TOPICAL ? (rank * 7919 + (y[i]! + 1) * 6007) % WORDS : rank;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const entries = [...counts].sort(([a], [b]) => a - b);
    const length = Math.sqrt(entries.reduce((sum, [, count]) => sum + count * count, 0));
    entries.forEach(([word, count], at) => {
      indices[i * WORDS_PER_TEXT + at] = word;
      values[i * WORDS_PER_TEXT + at] = count / length;
    });
  }
  const indptr = Int32Array.from({ length: total + 1 }, (_, i) => i * WORDS_PER_TEXT);
  const all = sparseMatrix(total, WORDS, indptr, indices, values);
  const part = (from: number, to: number) =>
    selectRows(
      all,
      Array.from({ length: to - from }, (_, i) => from + i),
    ) as SparseMatrix;
  return {
    id: 'sparse',
    X: part(0, nSamples),
    y: y.slice(0, nSamples),
    testX: part(nSamples, total),
    testY: y.slice(nSamples),
    nClasses: CLASSES,
  };
}
