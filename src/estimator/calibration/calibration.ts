import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { float64s, toBase64 } from '../serialize.ts';
import { fitIsotonic, type IsotonicCurve, isotonicAt } from './isotonic.ts';
import { fitPlatt, type PlattCurve, plattAt } from './platt.ts';

/** How scores become probabilities: one curve per class, or one for the second of two classes. */
export type Calibration =
  | { readonly method: 'platt'; readonly curves: readonly PlattCurve[] }
  | { readonly method: 'isotonic'; readonly curves: readonly IsotonicCurve[] };

/** Learn from scores of samples that the classifier has not seen: each class against the rest.
 * @param scores float32, (nSamples, k), or (nSamples, 1) where k is 2: the score of the second class.
 * @param y positions of the classes, int32, (nSamples,), in [0, k), each with a sample.
 * @param weights float64, (nSamples,), >= 0; default all 1.
 * Source: Zadrozny & Elkan, Transforming classifier scores into accurate multiclass probability estimates, KDD (2002). */
export function fitCalibration(
  method: Calibration['method'],
  scores: Matrix,
  y: Int32Array,
  weights?: Float64Array,
): Calibration {
  const columns = Array.from({ length: scores.cols }, (_, c) => {
    const positive = scores.cols === 1 ? 1 : c;
    return {
      scores: Float64Array.from(y, (_, i) => scores.data[i * scores.cols + c]!),
      isPositive: Uint8Array.from(y, (label) => (label === positive ? 1 : 0)),
    };
  });
  return method === 'platt'
    ? { method, curves: columns.map(({ scores, isPositive }) => fitPlatt(scores, isPositive, weights)) }
    : { method, curves: columns.map(({ scores, isPositive }) => fitIsotonic(scores, isPositive, weights)) };
}

/** Class probabilities of scores: the curves' values, divided by their sum; equal ones where all are 0.
 * @param scores as for `fitCalibration`.
 * @returns float32, (nSamples, k). */
export function calibrate(calibration: Calibration, scores: Matrix): Matrix {
  const k = Math.max(2, scores.cols);
  const probabilities = matrix(scores.rows, k);
  const values = new Float64Array(k);
  for (let i = 0; i < scores.rows; i++) {
    for (let c = 0; c < scores.cols; c++)
      values[c] = curveAt(calibration, c, scores.data[i * scores.cols + c]!);
    if (scores.cols === 1) values.set([1 - values[0]!, values[0]!]);
    const sum = values.reduce((a, b) => a + b, 0);
    for (let c = 0; c < k; c++) probabilities.data[i * k + c] = sum === 0 ? 1 / k : values[c]! / sum;
  }
  return probabilities;
}

function curveAt(calibration: Calibration, c: number, score: number): number {
  return calibration.method === 'platt'
    ? plattAt(calibration.curves[c]!, score)
    : isotonicAt(calibration.curves[c]!, score);
}

/** A calibration as plain JSON. */
export function calibrationToJSON({ method, curves }: Calibration): unknown {
  return method === 'platt'
    ? { method, curves }
    : { method, curves: curves.map(({ x, y }) => ({ x: toBase64(x), y: toBase64(y) })) };
}

/** Schema of what `calibrationToJSON` gave. */
export const calibrationJson: z.ZodType<Calibration> = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('platt'),
    curves: z.array(z.object({ slope: z.number(), intercept: z.number() })),
  }),
  z.object({ method: z.literal('isotonic'), curves: z.array(z.object({ x: float64s, y: float64s })) }),
]);
