import { describe, expect, it } from 'vitest';
import { estimators } from '../../../src/estimator/index.ts';
import { type DiscriminantCase, discriminantData } from '../../support/discriminant-data.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

describe.each(['linear-discriminant-analysis', 'quadratic-discriminant-analysis', 'nearest-centroid'])(
  '%s',
  (id) => {
    it.each(golden<DiscriminantCase[]>(`discriminant/${id}.json`))(
      'equals scikit-learn on $data with $params',
      async ({ data, params, predicted, probabilities }) => {
        const { X, y, test } = discriminantData(data);
        const entry = estimators.get(id);
        const model = await entry.create(entry.params.parse(params)).fit(X, y, { nClasses: 4 });
        expect(Array.from(await model.predict(test))).toEqual(predicted);
        if (probabilities === undefined) return;
        const given = await model.predictProba!(test);
        expect(maxDifference(given.data, probabilities.flat())).toBeLessThan(1e-5);
      },
    );
  },
);
