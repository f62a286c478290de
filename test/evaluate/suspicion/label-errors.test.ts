import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/core/index.ts';
import { findLabelErrors, type RankedCell } from '../../../src/evaluate/index.ts';
import { blobs } from '../../support/estimator-data.ts';
import { labelTrial } from '../../support/fault-trials.ts';
import { golden } from '../../support/golden.ts';

/** A cell whose only fold tested the rows with these probabilities of class 1. */
function cell(id: string, rows: number[], labels: number[], chances?: number[]): RankedCell {
  const proba = chances && matrix(rows.length, 2, Float32Array.from(chances.flatMap((p) => [1 - p, p])));
  const yTrue = Int32Array.from(labels);
  const tested = [{ rows: Int32Array.from(rows), yTrue, yPred: yTrue, nClasses: 2, ...(proba && { proba }) }];
  return { id, role: 'candidate', kind: 'deep', evaluation: { tested } };
}

describe('label errors', () => {
  it('ranks by self-confidence as cleanlab does', () => {
    const { many } = golden<Record<string, { proba: number[]; labels: number[]; selfConfidence: number[] }>>(
      'suspicion/confident-learning.json',
    );
    const y = Int32Array.from(many!.labels);
    const rows = Int32Array.from(y.keys());
    const proba = matrix(y.length, 7, Float32Array.from(many!.proba));
    const tested = [{ rows, yTrue: y, yPred: y, nClasses: 7, proba }];
    const cells = [{ id: 'a', role: 'candidate', kind: 'deep', evaluation: { tested } } as const];
    const { ranking } = findLabelErrors({ cells, y, nClasses: 7 })!;
    const expected = [...y.keys()].sort((i, j) => many!.selfConfidence[i]! - many!.selfConfidence[j]!);
    expect(ranking).toEqual(expected);
  });

  it('averages cells, names the class to put right, and judges only what was tested', () => {
    const y = Int32Array.of(0, 0, 1, 1, 1, 0);
    const rows = [0, 1, 2, 3, 4];
    const labels = [0, 0, 1, 1, 1];
    const cells = [
      cell('a', rows, labels, [0.1, 0.2, 0.9, 0.8, 0.2]),
      cell('b', rows, labels, [0.2, 0.1, 0.8, 0.9, 0.0]),
      cell('no probabilities', rows, labels),
    ];
    const found = findLabelErrors({ cells, y, nClasses: 2 })!;
    expect(found.cells.toSorted()).toEqual(['a', 'b']);
    expect(found.ranking).toHaveLength(5);
    expect(found.suspects).toHaveLength(1);
    expect(found.suspects[0]).toMatchObject({ row: 4, given: 1, suggested: 0 });
    expect(found.suspects[0]!.selfConfidence).toBeCloseTo(0.1, 6);
    expect(found.suspects[0]!.suggestedConfidence).toBeCloseTo(0.9, 6);
  });

  it('has nothing to say without probabilities', () => {
    expect(
      findLabelErrors({ cells: [cell('a', [0], [1])], y: Int32Array.of(1), nClasses: 2 }),
    ).toBeUndefined();
  });

  it('finds changed labels of clouds that hardly overlap', async () => {
    const { X, y } = blobs({ n: 300, d: 8, nClasses: 4, distance: 4 });
    const samples = Array.from(y, (classId, i) => ({
      id: String(i),
      content: { text: '' },
      contentHash: String(i),
      classId,
    }));
    const spaces = [{ id: 'clouds', kind: 'deep', isRandom: false, X } as const];
    const trial = await labelTrial({ samples, spaces, seed: 3, models: ['logistic-regression'] });
    expect(trial.nFlipped).toBe(24);
    expect(trial.precision).toBeGreaterThanOrEqual(0.9);
    expect(trial.restored).toBeGreaterThanOrEqual(0.9);
  });
});
