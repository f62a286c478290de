import { type Matrix, takeRows } from '../../core/index.ts';
import { gram } from '../../linalg/index.ts';

/** Samples up to which all their products are computed once. */
const WHOLE_GRAM = 3_000;

/** Gives the products between some samples of X, float32, (samples.length, samples.length). */
export type ChunkGram = (samples: Int32Array) => Promise<Float32Array>;

/** Get ready for the products of chunks: of few samples, all products are computed at once. */
export async function chunkGram(X: Matrix): Promise<ChunkGram> {
  if (X.rows > WHOLE_GRAM) return (samples) => gram(takeRows(X, samples));
  const whole = await gram(X);
  return async (samples) => (samples.length === X.rows ? whole : partOf(whole, X.rows, samples));
}

/** Some rows, and of these the same columns, of products between n samples. */
function partOf(whole: Float32Array, n: number, samples: Int32Array): Float32Array {
  const part = new Float32Array(samples.length * samples.length);
  for (let i = 0, at = 0; i < samples.length; i++) {
    const row = samples[i]! * n;
    for (let j = 0; j < samples.length; j++, at++) part[at] = whole[row + samples[j]!]!;
  }
  return part;
}
