import type { io, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import { tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, type layers, loadLayersModel } from '@tensorflow/tfjs-layers';
import { BackboneError } from '../core/index.ts';

/** A model of either format, loaded. */
export interface LoadedTfjs {
  /** @returns one tensor per output. */
  execute(feeds: NamedTensorMap): Tensor[];
  dispose(): void;
}

/** Load a layers-model, to be run layer by layer, so that those of the models inside it can be tapped.
 * @param outputs layers, named as `importTfjsLayersModel` names their tensors. */
export async function loadTfjsLayers(
  artifacts: io.ModelArtifacts,
  outputs: readonly string[],
): Promise<LoadedTfjs> {
  const model = await loadLayersModel({ load: async () => artifacts });
  return {
    execute: (feeds) =>
      tidy(() => {
        const found = new Map<string, Tensor>();
        runLayers(model, inputsOf(model, feeds), [], found);
        return outputs.map((name) => {
          const tensor = found.get(name);
          if (tensor === undefined) throw new BackboneError(`the layer "${name}" is missing`);
          return tensor;
        });
      }),
    dispose: () => void model.dispose(),
  };
}

/** The feeds in the order of the model's inputs; a Sequential that begins with a model has no names for them. */
function inputsOf({ inputs, inputNames }: LayersModel, feeds: NamedTensorMap): Tensor[] {
  const given = Object.values(feeds);
  return inputs.map((_, i) => feeds[inputNames[i] ?? ''] ?? given[i]!);
}

/** Run a model layer by layer, each call as the model recorded it.
 * @param found takes what every layer gives.
 * @returns what the model gives. */
function runLayers(
  model: LayersModel,
  inputs: readonly Tensor[],
  path: readonly string[],
  found: Map<string, Tensor>,
): Tensor[] {
  const values = new Map(model.inputs.map(({ id }, i) => [id, inputs[i]!]));
  const calls = model.layers
    .filter((layer) => layer.getClassName() !== 'InputLayer')
    .flatMap((layer) => layer.inboundNodes.map((node) => ({ layer, node })));
  const ready = () =>
    calls.findIndex(
      ({ node }) =>
        node.inputTensors.every(({ id }) => values.has(id)) && !values.has(node.outputTensors[0]!.id),
    );
  for (let next = ready(); next >= 0; next = ready()) {
    const { layer, node } = calls[next]!;
    const given = node.inputTensors.map(({ id }) => values.get(id)!);
    const results = isModel(layer)
      ? runLayers(layer, given, [...path, layer.name], found)
      : [layer.apply(given.length === 1 ? given[0]! : given) as Tensor];
    for (const [i, { id }] of node.outputTensors.entries()) values.set(id, results[i]!);
    if (!isModel(layer)) found.set(nameOf(layer, path, found), results[0]!);
  }
  return model.outputs.map(({ id }) => values.get(id)!);
}

/** A layer's own name; behind those of its models where that is taken, and before the number of the call where both are. */
function nameOf(
  { name }: layers.Layer,
  path: readonly string[],
  taken: ReadonlyMap<string, unknown>,
): string {
  const scoped = [...path, name].join('/');
  let chosen = taken.has(name) ? scoped : name;
  for (let call = 1; taken.has(chosen); call++) chosen = `${scoped}/${call}`;
  return chosen;
}

function isModel(layer: layers.Layer): layer is LayersModel {
  return ['Sequential', 'Model', 'Functional'].includes(layer.getClassName());
}
