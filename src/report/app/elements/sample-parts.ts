import { formatShare } from '../../format.ts';
import type { ReportData } from '../data.ts';
import { isRight, type Outcome } from '../model/outcomes.ts';
import { type Child, element } from './element.ts';
import { nameText } from './name.ts';
import { thumbnail } from './thumbnail.ts';

/** The picture of a sample, or how its text begins. */
export function samplePicture(data: ReportData, row: number): HTMLElement | undefined {
  const text = data.exploration!.samples.texts?.[row];
  return text === undefined
    ? thumbnail(data, row)
    : element('span', { class: 'sample-text', dir: 'auto' }, text);
}

/** A class by its name, isolated so that a right-to-left one leaves the line in order; nothing where there are none. */
export function className({ classNames }: ReportData, classId: number): Child {
  const name = classNames[classId];
  return name === undefined ? undefined : nameText(name);
}

/** What a sample was taken for, and with which probability: `✗ food 81 %`; and that of its class where it is another. */
export function outcomeText(data: ReportData, outcome: Outcome): HTMLElement {
  const { predicted, confidence, ofTrue } = outcome;
  const [mark, words] = isRight(outcome) ? ['✓', 'Right:'] : ['✗', 'Taken for'];
  return element(
    'span',
    { class: isRight(outcome) ? 'outcome right' : 'outcome wrong' },
    element('span', { role: 'img', 'aria-label': words }, mark),
    ' ',
    className(data, predicted),
    confidence !== undefined && ` ${formatShare(confidence, 0)}`,
    ofTrue !== undefined &&
      !isRight(outcome) &&
      element('small', {}, ` true class ${formatShare(ofTrue, 0)}`),
  );
}
