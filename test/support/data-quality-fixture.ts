import type { Results } from '../../src/result/index.ts';

type DataQuality = NonNullable<Results['dataQuality']>;

/** Suspicious data of a run: leaks that cost its best cell a point, doubtful labels, strays.
 * @param n items of each list. @param best id of the best cell without leaks. */
export function dataQualityFixture({ answer, cells }: Results, n = 3, best = answer.best): DataQuality {
  const items = Array.from({ length: n }, (_, i) => i);
  const space = 'mobilenet-v3-coco/expanded_conv_13/add:mean';
  return {
    duplicates: {
      space,
      comparedBy: 'pixels',
      threshold: 0.12,
      nExact: 1,
      nNear: 4 * n - 1,
      nConflicting: 1,
      pairs: items.map((i) => ({
        samples: [`copy-${i}.png`, `original-${i}.png`],
        classes: ['animal', i === 0 ? 'plant' : 'animal'],
        kind: i === 1 ? 'exact' : 'near',
        ...(i === 2 && { mirrored: true as const }),
        difference: i === 1 ? 0 : 0.04,
        ...(i < 2 && { leaks: true as const }),
      })),
    },
    leakage: {
      nLeaked: 12,
      nTested: 594,
      cells: cells.map(({ id, metrics: { accuracy } }) => {
        const [low, high] = accuracy!.ci95;
        const mean = accuracy!.mean - 0.01;
        return { id, metrics: { accuracy: { mean, ci95: [low - 0.01, high - 0.01] } } };
      }),
      best,
    },
    labelErrors: {
      cells: cells.slice(0, 3).map(({ id }) => id),
      nJudged: 594,
      nSuspects: 2 * n,
      suspects: items.map((i) => ({
        sample: `doubtful-${i}.png`,
        given: 'animal',
        suggested: 'plant',
        selfConfidence: 0.02 * (i + 1),
        suggestedConfidence: 0.8,
      })),
    },
    outliers: {
      space,
      nOutliers: n,
      samples: items.map((i) => ({ sample: `stray-${i}.png`, class: 'food', ratio: 2.5 })),
    },
  };
}
