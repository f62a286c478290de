import { toDense } from '../../core/index.ts';
import type { EstimatorEntry } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import type { Machine } from './fit-svms.ts';
import type { SharedSvmParams } from './params.ts';
import { checkPrecomputed } from './precomputed.ts';
import { fitCalibratedSvms } from './probabilities.ts';

/** The `fitGrid` of a machine: distances or dot products of all samples are computed once, the kernel once for each gamma
 * and part, and of settings that differ in C alone each starts from the solution of the one before. */
export function fitGridOf<Params extends SharedSvmParams>(
  machine: Machine<Params>,
): NonNullable<EstimatorEntry<Params>['fitGrid']> {
  return async (X, y, parts, settings, options = {}) => {
    const nClasses = checkFitInput(X, y, machine.id, options);
    const dense = toDense(X);
    for (const params of settings) {
      for (const part of parts) checkPrecomputed(params, dense, part.length, machine.id);
    }
    return fitCalibratedSvms(machine, dense, y, parts, settings, { ...options, nClasses });
  };
}
