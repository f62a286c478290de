import { expect, it } from 'vitest';
import { classifierFromJSON, LogisticRegression, matrixFrom } from '../../src/index.ts';

it('Strata is a library: fit, predict, store, revive', async () => {
  const X = matrixFrom([[0], [1], [10], [11]]);
  const y = Int32Array.of(0, 0, 1, 1);
  const model = await new LogisticRegression({ C: 1 }).fit(X, y);
  expect([...(await model.predict(X))]).toEqual([0, 0, 1, 1]);
  const revived = classifierFromJSON(JSON.parse(JSON.stringify(model)));
  expect([...(await revived.predict(matrixFrom([[2], [9]])))]).toEqual([0, 1]);
});
