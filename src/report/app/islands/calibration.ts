import { count, formatShare } from '../../format.ts';
import type { ReportData } from '../data.ts';
import { element, fill } from '../elements/element.ts';
import { reliabilityChart } from '../elements/reliability-chart.ts';
import { openSamples } from '../elements/samples-dialog.ts';
import { followCell } from '../follow-cell.ts';
import type { Island } from '../island.ts';
import { cellOf } from '../lookup.ts';
import { describeCalibration, type ReliabilityBin, reliabilityOf } from '../model/calibration.ts';
import { isRight, outcomesOf, surestFirst } from '../model/outcomes.ts';
import type { Store } from '../store.ts';

/** How sure the chosen cell is and how often right, in the place of the picture of it; its bins open their tests. */
export const calibration: Island = (root, data, store) => {
  root.querySelector('figure')?.remove();
  const live = element('figure');
  root.append(live);
  followCell(store, (cell) => {
    const { title } = cellOf(data, cell);
    const bins = reliabilityOf(outcomesOf(data.exploration!, cell) ?? []);
    if (bins === undefined) {
      fill(live, element('p', {}, `No probabilities are known of ${title}.`));
      return;
    }
    fill(
      live,
      reliabilityChart(bins, `Calibration of ${title}`, (bin) => openBin(data, store, cell, bin)),
      element(
        'figcaption',
        {},
        element('b', {}, title),
        `. Each dot is a tenth of the scale of confidence: how sure it was of its answers, and the share that was right, with its 95\u00a0% interval. On the dashed line it is as often right as it says; below it, it is too sure of itself. Bars count the tests; each opens its own. ${describeCalibration(bins)}`,
      ),
    );
  });
};

/** List the tests of a bin, the wrong ones first. */
function openBin(data: ReportData, store: Store, cell: string, { from, to, outcomes }: ReliabilityBin): void {
  const wrong = outcomes.filter((outcome) => !isRight(outcome));
  openSamples(data, store, {
    title: `Sure to ${formatShare(from, 0)}–${formatShare(to, 0)}`,
    lead: `${count(outcomes.length, 'test')}, ${wrong.length} of them wrong, with ${cellOf(data, cell).title}`,
    samples: [...surestFirst(wrong), ...surestFirst(outcomes.filter(isRight))].map(({ row, test }) => ({
      row,
      test,
      cells: [cell],
    })),
  });
}
