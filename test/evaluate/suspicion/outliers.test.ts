import { describe, expect, it } from 'vitest';
import { findOutliers } from '../../../src/evaluate/index.ts';
import { blobs } from '../../support/estimator-data.ts';

describe('outliers', () => {
  it('finds the sample that lies in no cloud, and few others', async () => {
    const { X } = blobs({ n: 200, d: 12, nClasses: 3, distance: 6 });
    // A direction of its own: away from the middle of all clouds, where none of them lies.
    for (let j = 0; j < X.cols; j++) {
      let mean = 0;
      for (let i = 1; i < X.rows; i++) mean += X.data[i * X.cols + j]! / (X.rows - 1);
      X.data[j] = 3 * mean + (j % 2 === 0 ? 12 : -12);
    }
    const [first, ...others] = await findOutliers({
      spaces: [{ id: 'clouds', kind: 'deep', isRandom: false, X }],
    });
    expect(first!.row).toBe(0);
    expect(first!.ratio).toBeGreaterThan(2);
    expect(others.length).toBeLessThan(6);
  });
});
