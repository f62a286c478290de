import { z } from 'zod';
import { matrix } from '../../core/index.ts';
import { calibrationJson } from '../calibration/calibration.ts';
import { float32s, float64s, int32s } from '../serialize.ts';
import type { FittedJson } from '../types.ts';
import { FittedSvm, type FittedSvmFields } from './fitted-svm.ts';

const fittedJson = z
  .object({
    type: z.enum(['svm', 'nu-svm']),
    nClasses: z.int(),
    nFeatures: z.int(),
    kernel: z.object({
      kind: z.enum(['rbf', 'linear', 'polynomial', 'sigmoid', 'cosine', 'precomputed']),
      gamma: z.number(),
      degree: z.number(),
      coef0: z.number(),
    }),
    classes: int32s,
    support: int32s,
    supportVectors: float32s,
    supportCounts: int32s,
    coefficients: float32s,
    intercepts: float64s,
    breakTies: z.boolean(),
    calibration: calibrationJson.optional(),
    warnings: z.array(z.string()),
  })
  .transform(({ supportVectors, coefficients, ...fields }): FittedSvmFields => {
    const nSupport = fields.support.length;
    const width = fields.kernel.kind === 'precomputed' ? 0 : fields.nFeatures;
    return {
      ...fields,
      supportVectors: matrix(nSupport, width, supportVectors),
      coefficients: matrix(fields.classes.length - 1, nSupport, coefficients),
    };
  });

/** Read what `FittedSvm.toJSON` wrote.
 * @throws {ZodError} If a field is missing or of another type. */
export function fittedSvmFromJSON(json: FittedJson): FittedSvm {
  return new FittedSvm(fittedJson.parse(json));
}
