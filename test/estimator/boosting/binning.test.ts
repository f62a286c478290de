import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BinLookup } from '../../../src/estimator/boosting/bin-lookup.ts';
import { binThresholds } from '../../../src/estimator/boosting/bin-thresholds.ts';
import { ValueSorter } from '../../../src/estimator/boosting/value-sorter.ts';

const column = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 80 });

it('sorts floats of any size and sign', () => {
  fc.assert(
    fc.property(column, (list) => {
      const values = Float32Array.from(list);
      const sorted = new ValueSorter(values.length).sort(values);
      expect(Array.from(sorted, (value) => value + 0)).toEqual(
        Array.from(values.toSorted(), (value) => value + 0),
      );
    }),
  );
});

it('puts every value into the first bin whose threshold is not below it', () => {
  fc.assert(
    fc.property(column, column, fc.integer({ min: 2, max: 255 }), (train, other, maxBins) => {
      const thresholds = binThresholds(Float32Array.from(train).sort(), maxBins);
      expect(thresholds.length).toBeLessThan(maxBins);
      const values = Float32Array.from([...train, ...other]);
      const bytes = new Uint8Array(2 * values.length + 1);
      new BinLookup(thresholds).write(values, bytes, 1, 2);
      values.forEach((value, i) => {
        expect(bytes[2 * i + 1]).toBe(thresholds.filter((threshold) => threshold < value).length);
      });
    }),
  );
});
