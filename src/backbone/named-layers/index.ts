import type { Layer, OnnxModel } from '../../graph/index.ts';
import type { Architecture } from '../types.ts';
import { type NamedLayers, viewGraph } from './graph-view.ts';
import { invertedResidual } from './inverted-residual.ts';
import { staged } from './staged.ts';
import { transformer } from './transformer.ts';
import { vgg } from './vgg.ts';

const byArchitecture: Readonly<Record<Architecture, NamedLayers>> = {
  vgg,
  staged,
  'inverted-residual': invertedResidual,
  transformer,
};

/** Name layers by the structure of their graph.
 * @param layers shallow to deep, by the names of their tensors.
 * @returns tensor → name; of two names of one tensor, the first. A tensor that is called like a name of another gives way. */
export function nameLayers(
  architecture: Architecture,
  model: OnnxModel,
  layers: readonly Layer[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, tensor] of byArchitecture[architecture](viewGraph(model, layers))) {
    if (!names.has(tensor)) names.set(tensor, name);
  }
  const taken = new Set(names.values());
  for (const { name } of layers) {
    if (taken.has(name) && !names.has(name)) names.set(name, `tensor:${name}`);
  }
  return names;
}
