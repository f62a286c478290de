import { type Matrix, matrix } from '../../core/index.ts';

/** One row per sample with `on` in the column of its class and `off` elsewhere.
 * @param positions int32, (nSamples,), values in [0, nOutputs).
 * @returns float32, (nSamples, nOutputs). */
export function oneVsRest(positions: Int32Array, nOutputs: number, on: number, off: number): Matrix {
  const targets = matrix(positions.length, nOutputs);
  targets.data.fill(off);
  for (let i = 0; i < positions.length; i++) targets.data[i * nOutputs + positions[i]!] = on;
  return targets;
}

/** 1 where the class is the second of two, −1 where it is the first: one output instead of two.
 * @returns float32, (nSamples, 1). */
export function binarySigns(positions: Int32Array): Matrix {
  return matrix(
    positions.length,
    1,
    Float32Array.from(positions, (position) => (position === 1 ? 1 : -1)),
  );
}
