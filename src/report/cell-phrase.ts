import type { ResultCell, ResultFeature } from '../result/index.ts';
import { name, type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** `layer … with logistic regression`, or `raw-pixels with SVM`; the backbone is named where there are several. */
export function cellPhrase(view: ReportView, cell: ResultCell): Phrase {
  return phrase`${featurePhrase(view, cell.feature)} with ${view.names.model(cell)}`;
}

/** `layer …` with its backbone where there are several, or a recipe. */
export function featurePhrase({ names }: Pick<ReportView, 'names'>, feature: ResultFeature): Phrase {
  const label = phrase`${name(names.featureLabel(feature))}`;
  if (feature.kind !== 'deep') return label;
  const layer = phrase`layer ${label}`;
  const { backbone } = feature;
  return names.hasBackbones && backbone !== undefined ? phrase`${layer} of ${name(backbone)}` : layer;
}

/** {@link cellPhrase} with the whole name of the layer, its backbone and pooling: what a config needs. */
export function fullCellPhrase(view: ReportView, cell: ResultCell): Phrase {
  const { kind, id, layer = id, backbone, pooling } = cell.feature;
  if (kind !== 'deep') return cellPhrase(view, cell);
  const source = backbone === undefined ? phrase`` : phrase` of ${name(backbone)}`;
  const pooled = pooling === undefined ? '' : ` (${pooling} pooling)`;
  return phrase`layer ${name(layer)}${source}${pooled} with ${view.names.model(cell)}`;
}
