import { createPause, firstNonFinite, type Matrix } from '../../core/index.ts';
import { momentsOf } from './moments.ts';
import { transferabilityScores } from './registry.ts';
import { sourceProbabilities } from './source-probabilities.ts';
import type { LabelledSpace } from './types.ts';

/** Score one feature space by everything in the registry.
 * @param X float32, (n, d), finite: training samples only. @param y class ids, (n,); some may not occur.
 * @param layer its name, as a head is known by it.
 * @returns by id, the scores that are defined for it.
 * @throws {RangeError} If X and y differ in length, there are fewer than two classes, or X holds NaN or Infinity.
 * @throws {InterruptedError} If the signal is raised.
 * Cost: O(n · d · min(n, d)) and the neighbours, O(n² · d). */
export async function scoreSpace(
  X: Matrix,
  y: Int32Array,
  layer: string,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const pause = createPause(signal);
  const space = await labelledSpace(X, y, layer);
  const scores: Record<string, number> = {};
  for (const { id, compute } of transferabilityScores.entries) {
    await pause();
    const value = await compute(space);
    if (value !== undefined && Number.isFinite(value)) scores[id] = value;
  }
  return scores;
}

/** The space as the scores see it; classes that do not occur are left out. */
async function labelledSpace(X: Matrix, labels: Int32Array, layer: string): Promise<LabelledSpace> {
  if (X.rows !== labels.length) {
    throw new RangeError(
      `Cannot score the feature space as X and y must have equal length: X has ${X.rows} rows, y has ${labels.length} labels`,
    );
  }
  const at = firstNonFinite(X);
  if (at >= 0) {
    throw new RangeError(
      `Cannot score the feature space as its values must be finite: row ${Math.floor(at / X.cols)} holds ${X.data[at]}`,
    );
  }
  const numbers = new Map([...new Set(labels)].sort((a, b) => a - b).map((id, number) => [id, number]));
  if (numbers.size < 2) {
    throw new RangeError(
      `Cannot score the feature space as there must be two classes: there is ${numbers.size}`,
    );
  }
  const y = labels.map((id) => numbers.get(id)!);
  const probabilities = sourceProbabilities(X, layer);
  return {
    X,
    y,
    nClasses: numbers.size,
    moments: await momentsOf(X, y, numbers.size),
    ...(probabilities === undefined ? {} : { sourceProbabilities: probabilities }),
  };
}
