import { dirname } from 'node:path';
import { createBackbone } from '../image/create.ts';
import type { Weights } from '../source/open.ts';
import { specName } from '../source/spec.ts';
import type { ImageBackbone, SourceSpec, WeightSource } from '../types.ts';
import type { Variant } from '../variant.ts';
import { localId, readLocalOnnx } from './local-onnx.ts';
import { convertTfjs, readTfjsTopology, type TfjsTopology } from './tfjs-model.ts';

/** Tensors that the model itself names; those that the conversion makes on the way have `::` in their names. */
const named = /^(?:(?!::).)+$/;

/** Open a TensorFlow.js folder that is no card's.
 * @throws {BackboneError} If its files do not fit, something in the model cannot be converted, or its input is
 * not one batch of RGB images. */
export async function openTfjsSource(
  spec: SourceSpec,
  source: WeightSource,
  weights: Weights,
  variant: Variant,
): Promise<ImageBackbone> {
  const path = specName(spec);
  const [json, ...shards] = weights.files;
  const topology = readTfjsTopology(path, json!);
  const model = convertTfjs({ modality: 'image', trunk: named }, topology, shards);
  const size = declaredSize(topology);
  const input = size === undefined ? spec.input : { size, ...spec.input };
  const { card } = readLocalOnnx(input === undefined ? spec : { ...spec, input }, source, model);
  const id = localId(path.endsWith('.json') ? dirname(path) : path);
  const described = { ...card, id, title: id, format: topology.format, trunk: named };
  return createBackbone(described, model, weights.hash(), variant);
}

/** Height and width that a graph-model was exported with; its conversion runs at others, too. */
function declaredSize(topology: TfjsTopology): readonly [number, number] | undefined {
  if (topology.format !== 'tfjs-graph-model') return undefined;
  const input = topology.model.modelTopology.node.find(({ op }) => op === 'Placeholder');
  const [, height = 0, width = 0, ...rest] = (input?.attr?.shape?.shape?.dim ?? []).map(({ size }) =>
    Number(size),
  );
  return rest.length === 1 && height > 0 && width > 0 ? [height, width] : undefined;
}
