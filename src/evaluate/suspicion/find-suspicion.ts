import { findDuplicates } from './find-duplicates.ts';
import { findLabelErrors } from './label-errors.ts';
import { adjustForLeakage } from './leakage.ts';
import { findOutliers } from './outliers.ts';
import type { Suspicion, SuspicionInput } from './types.ts';

/** Find what deserves a look before the scores are believed: duplicates, samples that leaked from the training into the
 * test part and the scores without them, labels that the models do not believe, samples unlike all others.
 * @throws {InterruptedError} If the signal is raised. */
export async function findSuspicion(input: SuspicionInput): Promise<Suspicion> {
  const duplicates = await findDuplicates(input);
  const leakage = adjustForLeakage(input, duplicates);
  const labelErrors = findLabelErrors(input);
  const outliers = await findOutliers(input);
  return { duplicates, ...(leakage && { leakage }), ...(labelErrors && { labelErrors }), outliers };
}
