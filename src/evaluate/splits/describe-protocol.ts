import type { Protocol, SplitInput } from '../types.ts';
import { percent } from './percent.ts';
import { predefinedParts } from './predefined.ts';

/** A protocol in words for the report: `5-fold cross-validation, stratified`, `the data set's own train/val split`.
 * @param nFolds all folds, repeats included.
 * @param grouped whether samples have groups.
 * @param splits names the parts of a predefined split. */
export function describeProtocol(
  protocol: Protocol,
  nFolds: number,
  grouped: boolean,
  splits?: SplitInput['splits'],
): string {
  const together = grouped ? ['groups kept together'] : [];
  switch (protocol.type) {
    case 'k-fold': {
      const repeats = nFolds / protocol.folds;
      const repeated = repeats > 1 ? [`repeated ${repeats} times`] : [];
      return [`${protocol.folds}-fold cross-validation`, 'stratified', ...together, ...repeated].join(', ');
    }
    case 'holdout': {
      const repeated = nFolds > 1 ? [`repeated ${nFolds} times`] : [];
      const share = `${percent(protocol.testShare)} of the samples held out`;
      return [share, 'stratified', ...together, ...repeated].join(', ');
    }
    case 'leave-one-group-out':
      return `leave one group out, ${nFolds} groups`;
    case 'few-shot': {
      const { perClass, draws } = protocol;
      const drawn = `${perClass} training ${perClass === 1 ? 'sample' : 'samples'} of every class`;
      const times = draws > 1 ? [`drawn ${draws} times`] : [];
      const own = predefinedParts(splits);
      const tested =
        own === undefined ? 'tested on the rest' : `tested on the data set's own ${own.test} part`;
      return [drawn, ...times, tested, ...together].join(', ');
    }
    case 'predefined': {
      const parts = predefinedParts(splits);
      return parts === undefined
        ? "the data set's own split"
        : `the data set's own ${parts.train.join('+')}/${parts.test} split`;
    }
  }
}
