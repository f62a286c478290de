import { name, type Phrase, phrase } from './phrase.ts';
import { plainText } from './plain-text.ts';
import type { FeatureRow, ReportView } from './view.ts';

/** A layer as the parts of a result name it that go beyond its cells: it may have none. */
export interface LayerRef {
  /** Of the feature space. */
  readonly id: string;
  readonly backbone: string;
  readonly layer: string;
  readonly pooling: string;
}

/** The candidate that was trained on a layer, with all its cells; undefined where none was. */
export function rowOf({ features }: ReportView, { id }: LayerRef): FeatureRow | undefined {
  return features.find(({ role, feature }) => role === 'candidate' && feature.id === id);
}

/** The layer's name, as short as the figures have it where models were trained on it. */
export function layerLabel(view: ReportView, layer: LayerRef): string {
  const row = rowOf(view, layer);
  if (row !== undefined) return view.names.featureLabel(row.feature);
  const scored = view.results.transferability?.spaces ?? [];
  const isAmbiguous = scored.some(({ pooling }) => pooling !== layer.pooling);
  return plainText(isAmbiguous ? `${layer.layer} (${layer.pooling})` : layer.layer);
}

/** The number of a layer in figures and tables; a cross where no model was trained on it. */
export function layerNumber(view: ReportView, layer: LayerRef): string {
  return String(rowOf(view, layer)?.number ?? '×');
}

/** `layer …`, with its backbone where there are several. */
export function layerPhrase(view: ReportView, layer: LayerRef): Phrase {
  const label = phrase`layer ${name(layerLabel(view, layer))}`;
  return view.names.hasBackbones ? phrase`${label} of ${name(layer.backbone)}` : label;
}
