import { logSpaced, type Preset } from './preset.ts';

/** Linear probe of CLIP, appendix A.3: logistic regression by L-BFGS with at most 1,000 iterations on the penultimate layer
 * (before the projection), L2 regularisation between 1e-6 and 1e6 in 96 steps equally spaced on the log scale (8 a
 * decade), found by parametric binary search on validation data, the final fit on training and validation data together.
 * λ = 1 / C covers the same values as C.
 * Source: Radford et al., Learning transferable visual models from natural language supervision, ICML (2021), A.3. */
export const clipA3: Preset = {
  id: 'clip-a3',
  summary: 'Linear probe of CLIP: logistic regression, C in 96 steps',
  source:
    'Radford et al., Learning transferable visual models from natural language supervision, ICML (2021), appendix A.3',
  differences: [
    'All 97 values of C are tried, each fit started from the one before, where the paper searches from coarse to fine: the search cannot stop at a lesser peak.',
    'C is chosen on inner folds of the training and validation data, not on a validation part alone; the final fit is on both, as published.',
  ],
  transform: [],
  models: [{ type: 'logistic-regression', C: logSpaced(-6, 6, 97), maxIterations: 1000 }],
  evaluation: { tune: { metric: 'accuracy' }, metrics: ['accuracy', 'balancedAccuracy'] },
};
