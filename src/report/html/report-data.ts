import type { ResultCell } from '../../result/index.ts';
import type { ReportCell, ReportData } from '../app/data.ts';
import { isPermuted } from '../permuted.ts';
import { standingOf } from '../standing.ts';
import { suspectGroups } from '../suspects.ts';
import { taskOf } from '../task.ts';
import type { ReportView } from '../view.ts';

/** What the app of the page is given. */
export function reportData(view: ReportView): ReportData {
  const { results, names, features, chosen, metrics, exploration } = view;
  return {
    cells: results.cells.map((cell) => cellData(view, cell)),
    features: features
      .filter(({ role }) => role !== 'control')
      .map(({ number, role, feature: { id, backbone, depth }, feature }) => ({
        id,
        number,
        role,
        title: names.featureLabel(feature),
        ...(backbone !== undefined && { backbone }),
        ...(depth !== undefined && { depth }),
      })),
    classNames: taskOf(results) === 'classification' ? results.dataset.classNames : [],
    metrics: metrics.map(({ id, title, better }) => ({ id, title, better })),
    chosen: chosen.id,
    best: results.answer.best,
    seed: results.seed,
    ...(exploration && { exploration, suspects: suspectGroups(view) }),
  };
}

function cellData(view: ReportView, cell: ResultCell): ReportCell {
  const { names, results, metrics, exploration } = view;
  const { id, role, feature } = cell;
  const model = names.model(cell);
  const comparison = results.answer.comparisons?.find((item) => item.cell === id);
  const number = role === 'control' ? undefined : view.numberOf(cell);
  const isLeftOut = exploration && !exploration.predictions.some((item) => item.cell === id);
  const shuffled = isPermuted(cell) ? ', shuffled labels' : '';
  return {
    id,
    role,
    feature: feature.id,
    ...(number !== undefined && { number }),
    title:
      number === undefined ? `${model}${shuffled}` : `${number} · ${names.featureLabel(feature)} · ${model}`,
    model,
    ...(feature.backbone !== undefined && { backbone: feature.backbone }),
    standing: standingOf(view, cell),
    metrics: Object.fromEntries(
      metrics.flatMap((style) => {
        const found = cell.metrics[style.id];
        return found === undefined ? [] : [[style.id, { mean: found.mean, ci95: found.ci95 }]];
      }),
    ),
    ...(isLeftOut && cell.confusion && { confusion: cell.confusion }),
    ...(comparison && {
      behindBest: { difference: comparison.difference, pAdjusted: comparison.pAdjusted },
    }),
  };
}
