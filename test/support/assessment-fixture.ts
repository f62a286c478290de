import { judgePrediction } from '../../src/evaluate/index.ts';
import type { Results } from '../../src/result/index.ts';

/** What a run with these cells would have known of its layers before training: LogME close to what was measured, a Fisher
 * ratio that prefers shallow layers, and layers alike by how close they are in depth. */
export function assessmentOf({
  answer,
  cells,
}: Pick<Results, 'answer' | 'cells'>): Pick<Results, 'transferability' | 'similarity'> {
  const best = new Map<string, { feature: (typeof cells)[number]['feature']; value: number }>();
  for (const { role, feature, metrics } of cells) {
    const value = metrics[answer.metric]!.mean;
    if (role !== 'candidate') continue;
    if (value > (best.get(feature.id)?.value ?? 0)) best.set(feature.id, { feature, value });
  }
  const layers = [...best.values()];
  const spaces = layers.map(({ feature: { id, backbone, layer, pooling, depth, dim }, value }, i) => ({
    id,
    backbone: backbone!,
    layer: layer!,
    pooling: pooling!,
    ...(depth === undefined ? {} : { depth }),
    dim,
    scores: { logme: value - 0.5 - 0.02 * (i % 2), 'fisher-ratio': 1 / (1 + i) },
  }));
  const measured = { values: layers.map(({ value }) => value), better: 'higher' as const };
  const scores = [
    { id: 'logme', title: 'LogME', better: 'higher' as const },
    { id: 'fisher-ratio', title: 'Fisher ratio', better: 'higher' as const },
  ];
  const cka = layers.map((_, a) => layers.map((_, b) => 1 - Math.abs(a - b) / layers.length));
  return {
    transferability: {
      nSamples: 475,
      scores,
      spaces,
      predictions: scores.map(({ id, better }) => {
        const values = spaces.map((space) => space.scores[id as 'logme']);
        const { chosen, ...judged } = judgePrediction({ values, better }, measured);
        return { score: id, chosen: spaces[chosen]!.id, ...judged };
      }),
      seconds: 1.5,
    },
    similarity: {
      nSamples: 475,
      spaces: spaces.map(({ id, backbone, layer, pooling }) => ({ id, backbone, layer, pooling })),
      cka,
      debiased: cka,
    },
  };
}
