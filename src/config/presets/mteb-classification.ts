import type { Preset } from './preset.ts';

/** Classification tasks of MTEB: 8 training samples of every label, drawn 10 times from the training part, logistic
 * regression with at most 100 iterations and scikit-learn's other defaults (C = 1), tested on the whole test part; scores
 * are means over the draws. Some tasks take 16 or 32 samples: `evaluation.protocol: {type: few-shot, perClass: 16}`.
 * Source: Muennighoff et al., MTEB: massive text embedding benchmark, EACL (2023), §3.2; its `AbsTaskClassification`. */
export const mtebClassification: Preset = {
  id: 'mteb-classification',
  summary: 'Classification of MTEB: logistic regression on 8 samples of every label, 10 draws',
  source: 'Muennighoff et al., MTEB: massive text embedding benchmark, EACL (2023)',
  differences: [
    'Samples are drawn from the training and validation parts together; data without a test part are tested on all samples that were not drawn.',
  ],
  transform: [],
  models: [{ type: 'logistic-regression', C: 1, maxIterations: 100 }],
  evaluation: {
    protocol: { type: 'few-shot', perClass: 8, draws: 10 },
    metrics: ['accuracy', 'macroF1', 'weightedF1'],
  },
};
