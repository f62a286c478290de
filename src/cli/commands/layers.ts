import type { Layer } from '../../backbone/index.ts';
import type { Effects } from '../../core/index.ts';
import { formatTable } from '../table.ts';

export interface LayersOptions {
  /** A card's id or the path of an ONNX file. */
  readonly id: string;
}

/** List every layer of a backbone that can be tapped; a star marks the stages. */
export async function layers({ id }: LayersOptions, effects: Effects): Promise<void> {
  const { openBackbone } = await import('../../backbone/index.ts');
  const backbone = await openBackbone(id.endsWith('.onnx') ? { onnx: id } : id, effects);
  const stages = new Set(backbone.stages);
  const rows = backbone.layers.map((layer) => rowOf(layer, stages.has(layer.name)));
  const lines = formatTable(['', 'layer', 'operator', 'shape', 'depth', 'parameters'], rows);
  for (const line of lines) effects.logger.info(line);
}

function rowOf({ name, operator, shape, depth, parameters }: Layer, isStage: boolean) {
  const sizes = shape.map((size) => (size < 0 ? '?' : size)).join('×');
  return [isStage ? '*' : '', name, operator, sizes, `${(depth * 100).toFixed(1)} %`, parameters];
}
