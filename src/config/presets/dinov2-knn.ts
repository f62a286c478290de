import type { Preset } from './preset.ts';

/** Nearest neighbours of DINOv2: vectors of unit length, cosine similarity, each neighbour weighted by
 * exp(similarity / 0.07), for 10, 20, 100 and 200 neighbours, each reported.
 * The published vector is the class token after the last layer norm: `pooling: cls`.
 * Source: Oquab et al., DINOv2, TMLR (2024); its `dinov2/eval/knn.py`, defaults; Wu et al., CVPR (2018). */
export const dinov2Knn: Preset = {
  id: 'dinov2-knn',
  summary: 'Nearest neighbours of DINOv2: cosine, temperature 0.07, k of 10, 20, 100, 200',
  source:
    'Oquab et al., DINOv2: learning robust visual features without supervision, TMLR (2024), eval/knn.py',
  differences: ['As many neighbours vote as there are training samples, where these are fewer than k.'],
  transform: ['l2'],
  models: [10, 20, 100, 200].map((k) => ({
    type: 'knn',
    k,
    metric: 'cosine',
    weights: 'temperature',
    temperature: 0.07,
  })),
  evaluation: { metrics: ['accuracy', 'top5Accuracy', 'balancedAccuracy'] },
};
