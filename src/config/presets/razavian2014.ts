import { logSpaced, type Preset } from './preset.ts';

/** CNN-SVM of "CNN features off-the-shelf": the vector of one layer, scaled to unit length, and a linear SVM with hinge
 * loss; where a sample has one label, one machine for each pair of classes, and the classes vote.
 * Tap one layer (published: the first fully connected one of OverFeat, 4,096 values).
 * Source: Razavian, Azizpour, Sullivan, Carlsson, CVPR workshops (2014), §2 and §3. */
export const razavian2014: Preset = {
  id: 'razavian2014',
  summary: 'CNN features off-the-shelf: unit length, linear SVM',
  source:
    'Razavian, Azizpour, Sullivan, Carlsson, CNN features off-the-shelf: an astounding baseline for recognition, CVPR workshops (2014)',
  differences: [
    'The published CNNaug-SVM (16 crops, rotations and mirrors of every image, power transform) is left out: this is CNN-SVM.',
    'The paper gives no value for C: it is chosen from 7 values on inner folds.',
  ],
  transform: ['l2'],
  models: [{ type: 'svm', kernel: 'linear', C: logSpaced(-3, 3, 7) }],
  evaluation: { tune: { metric: 'accuracy' }, metrics: ['accuracy', 'balancedAccuracy'] },
};
