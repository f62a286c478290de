import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/core/index.ts';
import { type RankedCell, rankCells } from '../../src/evaluate/index.ts';
import { resultsSchema } from '../../src/result/index.ts';
import { classFolds } from '../support/class-folds.ts';
import { predictionsFrom, withProba } from './fakes.ts';

const options = { metric: 'accuracy', seed: 0 };

/** A cell that is right on all but the samples from `from` up to `to`, of 400 in 4 folds. */
function cell(
  id: string,
  [from, to]: readonly [number, number],
  role: RankedCell['role'] = 'candidate',
  kind: RankedCell['kind'] = 'deep',
): RankedCell {
  const right = Array.from({ length: 400 }, (_, i) => i % 200 < from || i % 200 >= to);
  return { id, role, kind, evaluation: { tested: withProba(predictionsFrom(right, 4)) } };
}

const cells = [
  cell('weak', [0, 90]),
  cell('best', [0, 40]),
  cell('near', [100, 142]),
  cell('pixels', [0, 120], 'baseline', 'raw-pixels'),
  cell('colours', [0, 110], 'baseline', 'hand-crafted'),
  cell('majority', [0, 200], 'control', 'raw-pixels'),
];

describe('rankCells', () => {
  it('names the best, those that tie with it, and its lead', () => {
    const answer = rankCells(cells, options);
    expect(answer).toMatchObject({
      metric: 'accuracy',
      best: 'best',
      tiedBest: ['best', 'near'],
      baseline: 'colours',
      naive: 'pixels',
    });
    expect(answer.liftOverBaseline!.mean).toBeCloseTo(0.35, 12);
    expect(answer.liftOverNaive!.mean).toBeCloseTo(0.4, 12);
    expect(answer.liftOverNaive!.ci95[0]).toBeGreaterThan(0.3);
    expect(resultsSchema.shape.answer.parse(answer)).toEqual(answer);
  });

  it('does not depend on the order of cells', () => {
    expect(rankCells(cells.toReversed(), options)).toEqual(rankCells(cells, options));
  });

  it('takes the earlier of equal cells', () => {
    const answer = rankCells([cell('first', [0, 9]), cell('second', [0, 9])], options);
    expect(answer).toMatchObject({ best: 'first', tiedBest: ['first', 'second'] });
    expect(answer.comparisons![0]).toMatchObject({ cell: 'second', pAdjusted: 1, verdict: 'as-good' });
  });

  it('shows a baseline that beats all candidates as a lift below 0', () => {
    const answer = rankCells(
      [cell('deep', [0, 90]), cell('pixels', [0, 40], 'baseline', 'raw-pixels')],
      options,
    );
    expect(answer).toMatchObject({
      best: 'deep',
      tiedBest: ['deep'],
      baseline: 'pixels',
      naive: 'pixels',
    });
    expect(answer.liftOverBaseline!.mean).toBeCloseTo(-0.25, 12);
    expect(answer.liftOverBaseline!.ci95[1]).toBeLessThan(0);
  });

  it('counts less as better where lower is better, and a lead as positive', () => {
    const answer = rankCells(cells, { metric: 'logLoss', seed: 0 });
    expect(answer).toMatchObject({ best: 'best', tiedBest: ['best', 'near'], baseline: 'colours' });
    expect(answer.liftOverBaseline!.mean).toBeCloseTo(0.35 * Math.log(9), 6);
    expect(answer.liftOverBaseline!.ci95[0]).toBeGreaterThan(0);
  });

  it('leaves out cells without what the metric needs, and refuses when none is left', () => {
    const without = cells.map((cell) => ({
      ...cell,
      evaluation: { tested: classFolds(cell.evaluation.tested).map(({ proba, ...rest }) => rest) },
    }));
    const byLogLoss = { metric: 'logLoss', seed: 0 };
    expect(rankCells([...without, cell('only', [0, 120])], byLogLoss).tiedBest).toEqual(['only']);
    expect(() => rankCells(without, byLogLoss)).toThrow(
      new ConfigError(
        `Cannot rank the cells as a candidate or a baseline must have what logLoss needs: none of ${without.length} cells has it`,
      ),
    );
  });

  it('takes the best baseline where there is no candidate, and gives it no lift over itself', () => {
    const only = [cell('pixels', [0, 9], 'baseline'), cell('floor', [0, 60], 'control')];
    const { comparisons, ...answer } = rankCells(only, { metric: 'accuracy', seed: 0 });
    expect(answer).toEqual({ metric: 'accuracy', best: 'pixels', tiedBest: ['pixels'] });
    expect(comparisons).toMatchObject([{ cell: 'floor', verdict: 'worse' }]);
  });
});
