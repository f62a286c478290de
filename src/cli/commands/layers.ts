import type { BackboneSpec, Layer, Pooling } from '../../backbone/index.ts';
import { BackboneError, ConfigError, cannotFind, type Effects } from '../../core/index.ts';
import { layerTree } from '../layer-tree.ts';
import { formatTable } from '../table.ts';
import { type WeightsOption, withWeights } from '../weights-option.ts';

export interface LayersOptions extends WeightsOption {
  /** A card's id, a path, `hub:org/name` or a URL. */
  readonly id: string;
  readonly pooling: string;
  /** Whether to group the layers by block. */
  readonly tree: boolean;
}

/** List every layer of a backbone that can be tapped; a star marks the stages. */
export async function layers(
  { id, pooling, tree, ...options }: LayersOptions,
  effects: Effects,
): Promise<void> {
  const { inspectBackbone } = await import('../../backbone/index.ts');
  const { pooledSize, poolings } = await import('../../graph/index.ts');
  if (!poolings.includes(pooling as Pooling)) throw new ConfigError(cannotFind('pooling', pooling, poolings));
  const backbone = await inspectBackbone(specOf(id), withWeights(effects, options));
  const stages = new Set(backbone.stages);
  const bytesOf = (layer: Layer): number | string => {
    try {
      return 4 * pooledSize(layer, pooling as Pooling);
    } catch (error) {
      if (error instanceof BackboneError) return '';
      throw error;
    }
  };
  const lines = tree
    ? layerTree(backbone.layers)
    : backbone.layers.map((layer) => ({ label: layer.name, layer }));
  const rows = lines.map(({ label, layer }) =>
    layer === undefined
      ? ['', label, '', '', '', '', '', '']
      : [stages.has(layer.name) ? '*' : '', label, ...describe(layer), bytesOf(layer)],
  );
  const headings = ['', 'layer', 'operator', 'shape', 'depth', 'multiply-adds', 'parameters', 'bytes'];
  const isOpen = backbone.layers.some(({ shape }) => shape.includes(-1));
  for (const line of formatTable(headings, rows)) effects.logger.info(line);
  effects.logger.info(
    `${backbone.layers.length} layers; * is a stage; bytes are those of a sample after pooling by ${pooling}${isOpen ? '; multiply-adds are those of a few tokens' : ''}`,
  );
  for (const line of leftOut(backbone.dynamic)) effects.logger.info(line);
}

function specOf(id: string): BackboneSpec {
  if (/^https?:\/\//.test(id)) return { url: id };
  if (id.startsWith('hub:')) return { hub: id.slice('hub:'.length) };
  if (id.endsWith('.onnx')) return { onnx: id };
  return id.endsWith('.json') || /[/\\]/.test(id) ? { tfjs: id } : id;
}

function describe({ operator, shape, depth, macs, parameters }: Layer) {
  const sizes = shape.map((size) => (size < 0 ? '?' : size)).join('×');
  return [operator, sizes, `${(depth * 100).toFixed(1)} %`, macs, parameters];
}

/** One line per node whose output's size hangs on values. */
function leftOut(dynamic: ReadonlyMap<string, string>): string[] {
  const behind = new Map<string, string[]>();
  for (const [name, culprit] of dynamic) behind.set(culprit, [...(behind.get(culprit) ?? []), name]);
  return [...behind].map(([culprit, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `Left out as their shape depends on the values of the input, behind ${culprit}: "${first}"${more}`;
  });
}
