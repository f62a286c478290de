import { quantityFormat, signed } from '../../format.ts';
import type { ReportData } from '../data.ts';
import { outcomeOf, predictedLabels, predictedNumber } from '../lookup.ts';
import { differingLabels } from '../model/label-sets.ts';
import { type Child, element } from './element.ts';
import { nameText } from './name.ts';
import { className, outcomeText } from './sample-parts.ts';

/** What a sample is: its class, its number, or its labels. */
export function sampleTarget(data: ReportData, row: number): Child {
  const { classIds, numbers, labels } = data.exploration!.samples;
  if (numbers !== undefined) return numberText(data)(numbers[row]!);
  if (labels !== undefined) return labelTexts(data, labels[row]!);
  return className(data, classIds[row]!);
}

/** What a cell made of a sample in one test; undefined where its predictions are not kept. */
export function saidText(data: ReportData, cell: string, test: number): HTMLElement | undefined {
  const outcome = outcomeOf(data, cell, test);
  if (outcome !== undefined) return outcomeText(data, outcome);
  const number = predictedNumber(data, cell, test);
  if (number !== undefined) return numberOutcome(data, test, number);
  const labels = predictedLabels(data, cell, test);
  return labels && labelsOutcome(data, test, labels);
}

/** How the numbers of a set are written. */
export function numberText({ numbers }: ReportData): (value: number) => string {
  return quantityFormat(numbers?.sd ?? 0);
}

function numberOutcome(data: ReportData, test: number, predicted: number): HTMLElement {
  const { samples, tests } = data.exploration!;
  const text = numberText(data);
  const off = signed(text, predicted - samples.numbers![tests!.rows[test]!]!);
  return element(
    'span',
    { class: 'outcome' },
    element('span', { class: 'outcome-word' }, 'Predicted '),
    text(predicted),
    element('small', {}, ` ${off}`),
  );
}

function labelsOutcome(data: ReportData, test: number, predicted: readonly number[]): HTMLElement {
  const { samples, tests } = data.exploration!;
  const { missed, added } = differingLabels(samples.labels![tests!.rows[test]!]!, predicted);
  const isRight = missed.length + added.length === 0;
  return element(
    'span',
    { class: isRight ? 'outcome right' : 'outcome wrong' },
    element('span', { role: 'img', 'aria-label': isRight ? 'Right:' : 'Wrong:' }, isRight ? '✓' : '✗'),
    isRight && ' all labels right',
    missed.length > 0 && ' missed ',
    missed.length > 0 && labelTexts(data, missed),
    missed.length > 0 && added.length > 0 && ';',
    added.length > 0 && ' added ',
    added.length > 0 && labelTexts(data, added),
  );
}

function labelTexts({ labelNames = [] }: ReportData, labels: readonly number[]): HTMLElement {
  if (labels.length === 0) return element('span', {}, 'no label');
  return element('span', {}, ...labels.flatMap((label, i) => [i > 0 && ', ', nameText(labelNames[label]!)]));
}
