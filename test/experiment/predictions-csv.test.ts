import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelMatrix, matrixFrom } from '../../src/core/index.ts';
import type { Dataset } from '../../src/dataset/index.ts';
import type { CellEvaluation, TestedFold } from '../../src/evaluate/index.ts';
import type { Cell } from '../../src/experiment/cells.ts';
import { predictionsCsv } from '../../src/experiment/predictions-csv.ts';
import { readPredictions } from '../../src/result/index.ts';
import { tempFolder } from '../support/temp-folder.ts';

const kept = Int32Array.of(0, 2);

/** Three samples, of which the second is not used. */
function datasetOf(groups: readonly (string | undefined)[], more: Partial<Dataset> = {}): Dataset {
  const samples = groups.map((group, i) => ({ id: `s${i}`, ...(group !== undefined && { group }) }));
  return { task: 'classification', classNames: ['x', 'y'], samples, ...more } as Dataset;
}

const rows = Int32Array.of(0, 1);
const classes: TestedFold = { rows, yTrue: Int32Array.of(0, 1), yPred: Int32Array.of(1, 1), nClasses: 2 };
const labels: TestedFold = {
  task: 'multi-label',
  rows,
  yTrue: labelMatrix(2, 2, Uint8Array.of(1, 1, 0, 0)),
  yPred: labelMatrix(2, 2, Uint8Array.of(0, 1, 0, 0)),
  scores: matrixFrom([
    [0.25, 0.75],
    [0.5, 0.125],
  ]),
};

const csvOf = (dataset: Dataset, fold: TestedFold) =>
  predictionsCsv(
    new Map([[{ id: 'cell' } as Cell, { tested: [fold] } as unknown as CellEvaluation]]),
    dataset,
    kept,
  );

async function readBack(csv: string) {
  const path = join(tempFolder(), 'predictions.csv');
  writeFileSync(path, csv);
  return readPredictions(path);
}

describe('predictions.csv', () => {
  it('has no column of groups where no sample that is used has one', async () => {
    const csv = csvOf(datasetOf([undefined, 'a', undefined]), classes);
    expect(csv).toBe('cell,sample,fold,true,predicted,confidence\ncell,s0,0,x,y,\ncell,s2,0,y,y,\n');
    expect((await readBack(csv)).cells.get('cell')).not.toHaveProperty('groups');
  });

  it('has the group of each sample, nothing where it has none', async () => {
    const csv = csvOf(datasetOf(['of, one', 'a', undefined]), classes);
    expect(csv).toBe(
      'cell,sample,fold,true,predicted,confidence,group\ncell,s0,0,x,y,,"of, one"\ncell,s2,0,y,y,,\n',
    );
    expect((await readBack(csv)).cells.get('cell')).toMatchObject({
      samples: ['s0', 's2'],
      predicted: ['y', 'y'],
      groups: ['of, one', ''],
    });
  });

  it('tells groups from the scores of labels, one of which has that name', async () => {
    const dataset = datasetOf(['a', 'a', 'b'], { task: 'multi-label', labelNames: ['group', 'p'] });
    const csv = csvOf(dataset, labels);
    expect(csv.split('\n')[0]).toBe('cell,sample,fold,true,predicted,score of group,score of p,group');
    const { cells, labelNames } = await readBack(csv);
    expect(labelNames).toEqual(['group', 'p']);
    expect(cells.get('cell')).toEqual({
      samples: ['s0', 's2'],
      folds: [0, 0],
      actual: ['group;p', ''],
      predicted: ['p', ''],
      scores: [
        [0.25, 0.75],
        [0.5, 0.125],
      ],
      groups: ['a', 'b'],
    });
  });
});
