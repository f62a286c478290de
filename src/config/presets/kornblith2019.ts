import { logSpaced, type Preset } from './preset.ts';

/** Fixed features of "Do better ImageNet models transfer better?": multinomial logistic regression by L-BFGS on the
 * penultimate layer as it is, L2 regularisation from 45 values between 1e-6 and 1e5 equally spaced on the log scale, chosen
 * on validation data and fitted anew on training and validation data together; no augmentation. Top-1 accuracy or mean
 * per-class accuracy (balanced accuracy), depending on the data set.
 * Tap the penultimate layer: `layer: -1`, `pooling: mean`.
 * Source: Kornblith, Shlens, Le, CVPR (2019), §3 and appendix A. */
export const kornblith2019: Preset = {
  id: 'kornblith2019',
  summary: 'Do better ImageNet models transfer better: logistic regression, 45 values of C',
  source: 'Kornblith, Shlens, Le, Do better ImageNet models transfer better?, CVPR (2019)',
  differences: [
    'C is chosen on inner folds of the training and validation data, not on the validation part alone; the final fit is on both, as published.',
    'The 45 values are those of C, the weight of the summed loss; the paper does not say on which scale of the loss its own are.',
    'The 11-point average precision of VOC 2007, whose images have several labels, is left out.',
  ],
  transform: [],
  models: [{ type: 'logistic-regression', C: logSpaced(-6, 5, 45), maxIterations: 1000 }],
  evaluation: { tune: { metric: 'accuracy' }, metrics: ['accuracy', 'balancedAccuracy'] },
};
