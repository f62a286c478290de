import type { ReportData } from '../data.ts';
import { type Child, element } from '../elements/element.ts';
import { samplePicture } from '../elements/sample-parts.ts';
import { saidText, sampleTarget } from '../elements/sample-target.ts';
import { testsOf } from '../lookup.ts';

/** What a tooltip tells of a sample: its picture or text, its name, what it is and what a cell took it for. */
export function sampleHint(data: ReportData, row: number, cell: string): readonly Child[] {
  const [test] = testsOf(data, row);
  return [
    element(
      'span',
      { class: 'sample-hint' },
      samplePicture(data, row),
      element(
        'span',
        {},
        element('bdi', {}, data.exploration!.samples.ids[row]),
        element('span', {}, sampleTarget(data, row)),
        test !== undefined && saidText(data, cell, test),
      ),
    ),
  ];
}
