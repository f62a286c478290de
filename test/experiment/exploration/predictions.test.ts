import { describe, expect, it } from 'vitest';
import { labelMatrix } from '../../../src/core/index.ts';
import type { CellEvaluation, ClassFold } from '../../../src/evaluate/index.ts';
import { predictionDepth } from '../../../src/experiment/exploration/prediction-depth.ts';
import { predictionParts } from '../../../src/experiment/exploration/predictions.ts';
import type { ExplorationInput } from '../../../src/experiment/exploration/types.ts';
import { madeInput } from '../../support/exploration-input.ts';

const layer = (depth: number, more: object = {}) => ({
  id: `net/${depth}:mean`,
  kind: 'deep' as const,
  backbone: 'net',
  layer: String(depth),
  pooling: 'mean',
  depth,
  ...more,
});

describe('predictionParts', () => {
  it('tells what each cell said of each test, and how likely it held that and the truth', () => {
    const input = madeInput({ n: 10, nClasses: 5, spaces: [layer(0.5), layer(1)], repeats: 2 });
    const { tests, predictions, top } = predictionParts(input);
    expect(tests!.rows).toEqual([...Array(10).keys(), ...Array(10).keys()]);
    expect(tests!.folds).toEqual([...Array(10).fill(0), ...Array(10).fill(1)]);
    expect(predictions).toHaveLength(2);
    for (const { cell, predicted, confidence, ofTrue } of predictions) {
      const [, { tested }] = [...input.evaluations].find(([{ id }]) => id === cell)!;
      expect(predicted).toEqual(tested.flatMap(({ yPred }) => [...(yPred as Int32Array)]));
      expect(confidence).toEqual(Array(20).fill(680));
      expect(ofTrue).toEqual(predicted.map((said, i) => (said === tests!.rows[i]! % 5 ? 680 : 80)));
    }
    const [likeliest] = top;
    expect(top.map(({ cell }) => cell)).toEqual([input.answer.best]);
    expect(likeliest!.classes.filter((_, i) => i % 3 === 0)).toEqual(predictions[0]!.predicted);
    expect(likeliest!.shares.slice(0, 3)).toEqual([680, 80, 80]);
  });

  it('keeps of many predictions the best cells and those that the answer names', () => {
    const spaces = Array.from({ length: 30 }, (_, i) => layer(i / 30));
    const accuracies = Object.fromEntries(spaces.map(({ id }, i) => [id, i / 30]));
    const made = madeInput({ n: 6000, nClasses: 2, spaces, accuracies });
    const worst = `${spaces[0]!.id} + logistic-regression`;
    const { predictions } = predictionParts({ ...made, answer: { ...made.answer, naive: worst } });
    const kept = predictions.map(({ cell }) => cell);
    expect(kept).toHaveLength(20);
    expect(kept).toContain(worst);
    expect(kept).toContain(made.answer.best);
    expect(kept).not.toContain(`${spaces[1]!.id} + logistic-regression`);
  });

  it('tells which numbers were predicted, to six digits', () => {
    const input = madeInput({ n: 4, nClasses: 2, task: 'regression', spaces: [layer(0.5), layer(1)] });
    const [[, { tested }]] = [...input.evaluations] as [[unknown, CellEvaluation]];
    (tested[0]!.yPred as Float64Array)[1] = 1 / 3;
    const { tests, predictions, predictedNumbers, predictedLabels, top } = predictionParts(input);
    expect(tests).toEqual({ rows: [0, 1, 2, 3], folds: [0, 0, 0, 0] });
    expect(predictedNumbers!.map(({ cell }) => cell).toSorted()).toEqual(
      [...input.evaluations.keys()].map(({ id }) => id).toSorted(),
    );
    expect(predictedNumbers!.find(({ cell }) => cell.startsWith('net/0.5'))!.predicted).toEqual([
      0, 0.333333, 0, 1,
    ]);
    expect([predictions, predictedLabels, top]).toEqual([[], undefined, []]);
    expect(predictionDepth(input)).toBeUndefined();
  });

  it('tells which labels were predicted', () => {
    const input = madeInput({ n: 3, nClasses: 2, task: 'regression', spaces: [layer(1)] });
    const [cell] = input.evaluations.keys();
    const yPred = labelMatrix(3, 3, Uint8Array.of(0, 1, 1, 0, 0, 0, 1, 0, 1));
    const tested = [{ task: 'multi-label', rows: Int32Array.of(2, 0, 1), yTrue: yPred, yPred }];
    const evaluations = new Map([[cell!, { metrics: {}, tested } as unknown as CellEvaluation]]);
    const { tests, predictedLabels, predictedNumbers } = predictionParts({ ...input, evaluations });
    expect(tests!.rows).toEqual([2, 0, 1]);
    expect(predictedLabels).toEqual([{ cell: cell!.id, predicted: [[1, 2], [], [0, 2]] }]);
    expect(predictedNumbers).toBeUndefined();
  });
});

describe('predictionDepth', () => {
  const right = [
    [true, true, false, false],
    [true, false, true, false],
    [true, true, true, false],
  ];

  /** Makes the layers right and wrong as told, the deepest layer being the chosen one. */
  function inputOf(...more: ReturnType<typeof layer>[]): ExplorationInput {
    const spaces = [layer(0.9), layer(0.2), layer(0.5), ...more];
    const made = madeInput({ n: 4, nClasses: 2, spaces, accuracies: { [layer(0.9).id]: 0.9 } });
    const evaluations = [...made.evaluations].map(([cell, evaluation]) => {
      const place = [0.2, 0.5, 0.9].indexOf(cell.space.depth!);
      const [fold] = evaluation.tested as readonly ClassFold[];
      const yPred = fold!.yTrue.map((actual, i) => (right[place]?.[i] ? actual : 1 - actual));
      return [cell, { ...evaluation, tested: [{ ...fold!, yPred }] } as CellEvaluation] as const;
    });
    return { ...made, evaluations: new Map(evaluations) };
  }

  it('is the layer from which on a test is right for good', () => {
    const { features, depths, model } = predictionDepth(inputOf())!;
    expect(features).toEqual(['net/0.2:mean', 'net/0.5:mean', 'net/0.9:mean']);
    expect(depths).toEqual([0, 2, 1, 3]);
    expect(model).toBe('logistic-regression');
  });

  it('leaves out other backbones, other poolings and random weights', () => {
    const others = [{ backbone: 'other' }, { pooling: 'max' }, { weights: 'random' as const }];
    const input = inputOf(...others.map((more, i) => layer(0.6 + i / 100, more)));
    expect(predictionDepth(input)).toEqual(predictionDepth(inputOf()));
  });
});
