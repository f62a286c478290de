import type { Metric } from '../types.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';

/** Balanced accuracy under the name that papers on transfer learning give it.
 * Source: Kornblith, Shlens & Le 2019, who report it for pets, flowers and others ("mean per-class accuracy"). */
export const meanPerClassRecall: Metric = {
  ...balancedAccuracy,
  id: 'meanPerClassRecall',
  title: 'Mean per-class recall',
};
