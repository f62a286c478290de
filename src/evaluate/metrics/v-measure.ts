import type { Metric } from '../types.ts';
import { nmi } from './nmi.ts';

/** Harmonic mean of homogeneity and completeness: the same number as NMI, under the name that many papers report.
 * Source: Rosenberg & Hirschberg 2007; scikit-learn, `v_measure_score(beta=1)`. */
export const vMeasure: Metric = { ...nmi, id: 'vMeasure', title: 'V-measure' };
