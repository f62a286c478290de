import type { TransferabilityScore } from './types.ts';

/** LEEP: the mean log likelihood of the labels, each predicted from the source classes that the backbone takes its sample
 * for: p(y | x) = Σ_z p(y | z) p(z | x), with p(y | z) counted on the same samples. Only where the space is a head.
 * Source: Nguyen, Hassner, Seeger, Archambeau, LEEP: A new measure to evaluate transferability of learned
 * representations, ICML (2020). */
export const leep: TransferabilityScore = {
  id: 'leep',
  title: 'LEEP',
  better: 'higher',
  compute: async ({ y, nClasses, sourceProbabilities: p }) => {
    if (p === undefined) return undefined;
    const nSource = p.length / y.length;
    const joint = new Float64Array(nClasses * nSource);
    const totals = new Float64Array(nSource);
    for (let i = 0; i < y.length; i++) {
      for (let z = 0; z < nSource; z++) {
        joint[y[i]! * nSource + z]! += p[i * nSource + z]!;
        totals[z]! += p[i * nSource + z]!;
      }
    }
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      let likelihood = 0;
      for (let z = 0; z < nSource; z++) {
        if (totals[z]! > 0) likelihood += (joint[y[i]! * nSource + z]! / totals[z]!) * p[i * nSource + z]!;
      }
      sum += Math.log(likelihood);
    }
    return sum / y.length;
  },
};
