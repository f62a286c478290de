import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixFrom, toSparse } from '../../../src/core/index.ts';
import { BernoulliNaiveBayes, estimators, MultinomialNaiveBayes } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly params: object;
  readonly weighted: boolean;
  readonly predicted: number[];
  readonly probabilities: number[][];
}

const data = golden<{
  X: number[][];
  y: number[];
  weights: number[];
  test: number[][];
  cases: Record<string, Case[]>;
}>('bayes/discrete.json');
const X = matrixFrom(data.X);
const y = Int32Array.from(data.y);
const test = matrixFrom(data.test);

const all = Object.entries(data.cases).flatMap(([id, cases]) => cases.map((each) => ({ id, ...each })));

describe('naive Bayes of counts', () => {
  it.each(all)(
    '$id equals scikit-learn with $params, weighted: $weighted, dense and sparse',
    async ({ id, params, weighted, predicted, probabilities }) => {
      const entry = estimators.get(id);
      const options = { nClasses: 4, ...(weighted && { sampleWeight: Float64Array.from(data.weights) }) };
      const create = () => entry.create(entry.params.parse(params));
      const models = [await create().fit(X, y, options), await create().fit(toSparse(X), y, options)];
      for (const model of models) {
        for (const features of [test, toSparse(test)]) {
          expect(Array.from(await model.predict(features))).toEqual(predicted);
          const given = await model.predictProba!(features);
          expect(maxDifference(given.data, probabilities.flat())).toBeLessThan(1e-5);
        }
      }
    },
  );

  it.each(['multinomial-naive-bayes', 'complement-naive-bayes'])('%s refuses values below 0', async (id) => {
    const entry = estimators.get(id);
    const negative = matrixFrom([
      [1, 0, 2],
      [0, 3, -0.5],
    ]);
    for (const features of [negative, toSparse(negative)]) {
      await expect(entry.create(entry.params.parse({})).fit(features, Int32Array.of(0, 1))).rejects.toThrow(
        new RangeError(
          `Cannot fit ${id} as every value must be >= 0, as counts are: row 1, column 2 is -0.5`,
        ),
      );
    }
  });

  it.each(Object.keys(data.cases))('%s says the same of dense and sparse features', async (id) => {
    const entry = estimators.get(id);
    const count = fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.integer({ min: 0, max: 9 }));
    const sample = fc.record({
      features: fc.array(count, { minLength: 7, maxLength: 7 }),
      label: fc.integer({ min: 0, max: 5 }),
      weight: fc.constantFrom(0.5, 1, 3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 20 }), async (samples) => {
        const dense = matrixFrom(samples.map(({ features }) => features));
        const labels = Int32Array.from(samples, ({ label }) => label);
        const options = { sampleWeight: Float64Array.from(samples, ({ weight }) => weight) };
        const trained = (features: typeof dense | ReturnType<typeof toSparse>) =>
          entry.create(entry.params.parse({})).fit(features, labels, options);
        const expected = await (await trained(dense)).predictProba!(dense);
        const sparse = toSparse(dense);
        const given = await (await trained(sparse)).predictProba!(sparse);
        expect(maxDifference(given.data, expected.data)).toBeLessThan(1e-5);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a list of alphas of another length', async () => {
    await expect(new MultinomialNaiveBayes({ alpha: [1, 2] }).fit(X, y)).rejects.toThrow(
      'Cannot fit multinomial-naive-bayes as alpha must have one number for each of the 12 features: it has 2',
    );
  });

  it('takes features below 0 for absent ones in bernoulli-naive-bayes', async () => {
    const model = await new BernoulliNaiveBayes().fit(matrixFrom([[-1], [-2], [5]]), Int32Array.of(0, 0, 1));
    expect(Array.from(await model.predict(matrixFrom([[-9], [0.1]])))).toEqual([0, 1]);
  });
});
