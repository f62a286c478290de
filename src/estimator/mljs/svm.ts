import { z } from 'zod';
import { createRng, messageOf } from '../../core/index.ts';
import { argMaxRows } from '../labels.ts';
import { resolveGamma } from '../svm/kernel.ts';
import type { SvmParams } from '../svm/params.ts';
import { reference } from './reference.ts';

/** svm by ml-svm, which separates two classes: here every pair of them, and the pairs vote. */
export const mljsSvm = reference<SvmParams>({
  type: 'svm',
  summary:
    'ml-svm knows the linear and the rbf kernel, solves by simplified SMO with random partners, and fails where it does not converge in 10,000 passes',
  train: async ({ X, rows, labels, nClasses, seed }, params) => {
    const { default: SVM } = await import('ml-svm');
    const { C, kernel, gamma, tolerance } = params;
    if (kernel !== 'linear' && kernel !== 'rbf') {
      throw new RangeError(
        `Cannot fit svm with implementation mljs as kernel must be linear or rbf: it is ${kernel}`,
      );
    }
    const rng = createRng(seed);
    return pairsOf(nClasses).map(([a, b]) => {
      const svm = new SVM({
        C,
        tol: tolerance,
        kernel,
        kernelOptions: kernel === 'rbf' ? { sigma: Math.sqrt(1 / (2 * resolveGamma(gamma, X))) } : {},
        whitening: false,
        random: rng.float,
      });
      const members = labels.flatMap((label, i) => (label === a || label === b ? [i] : []));
      try {
        svm.train(
          members.map((i) => rows[i]!),
          members.map((i) => (labels[i] === a ? 1 : -1)),
        );
      } catch (cause) {
        throw new Error(
          `Cannot fit svm with implementation mljs as ml-svm must converge: ${messageOf(cause)}`,
          { cause },
        );
      }
      // the package cannot load a model without support vectors
      return { a, b, model: svm.supportVectors().length === 0 ? null : svm.toJSON() };
    });
  },
  load: async (saved) => {
    const { default: SVM } = await import('ml-svm');
    const pairs = savedPairs
      .parse(saved)
      .map(({ a, b, model }) => ({ a, b, svm: model === null ? null : SVM.load(model) }));
    const nClasses = pairs.reduce((greatest, { b }) => Math.max(greatest, b), 0) + 1;
    return (rows) => {
      const votes = new Int32Array(rows.length * nClasses);
      for (const { a, b, svm } of pairs) {
        // its decision where nothing speaks for either is -1
        const signs = svm?.predict(rows);
        for (let i = 0; i < rows.length; i++) votes[i * nClasses + ((signs?.[i] ?? -1) > 0 ? a : b)]!++;
      }
      return Array.from(argMaxRows(votes, rows.length, nClasses));
    };
  },
});

const savedPairs = z.array(z.object({ a: z.int(), b: z.int(), model: z.unknown() }));

/** All (a, b) with a < b < nClasses. */
function pairsOf(nClasses: number): [number, number][] {
  return Array.from({ length: nClasses }, (_, b) =>
    Array.from({ length: b }, (_, a): [number, number] => [a, b]),
  ).flat();
}
