import type { Exploration, ResultCell } from '../../result/index.ts';
import type { ReportCell, ReportData } from '../app/data.ts';
import type { PageExploration } from '../app/exploration.ts';
import { isPermuted } from '../permuted.ts';
import { standingOf } from '../standing.ts';
import { suspectGroups } from '../suspects.ts';
import { taskOf } from '../task.ts';
import type { ReportView } from '../view.ts';

/** What the app of the page is given. */
export function reportData(view: ReportView): ReportData {
  const { results, names, features, chosen, metrics, exploration } = view;
  const { labelNames, numbers, targetName } = results.dataset;
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
    ...(labelNames && { labelNames }),
    ...(numbers && { numbers }),
    ...(targetName !== undefined && { targetName }),
    metrics: metrics.map(({ id, title, better }) => ({ id, title, better })),
    chosen: chosen.id,
    best: results.answer.best,
    seed: results.seed,
    ...(exploration && { exploration: pageExploration(exploration), suspects: suspectGroups(view) }),
  };
}

/** Without what the app has no use for, which would stand in the page for nothing, or twice. */
function pageExploration({ atlas, top: _, units: __, ...exploration }: Exploration): PageExploration {
  if (atlas === undefined) return exploration;
  const { sheet: _sheet, ...tiles } = atlas;
  return { ...exploration, atlas: tiles };
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
