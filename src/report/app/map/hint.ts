import type { ReportData } from '../data.ts';
import { type Child, element } from '../elements/element.ts';
import { className, outcomeText, samplePicture } from '../elements/sample-parts.ts';
import { outcomeOf, testsOf } from '../lookup.ts';

/** What a tooltip tells of a sample: its picture or text, its name, its class and what a cell took it for. */
export function sampleHint(data: ReportData, row: number, cell: string): readonly Child[] {
  const { ids, classIds } = data.exploration!.samples;
  const [test] = testsOf(data, row);
  const outcome = test === undefined ? undefined : outcomeOf(data, cell, test);
  return [
    element(
      'span',
      { class: 'sample-hint' },
      samplePicture(data, row),
      element(
        'span',
        {},
        element('bdi', {}, ids[row]),
        element('span', {}, className(data, classIds[row]!)),
        outcome && outcomeText(data, outcome),
      ),
    ),
  ];
}
