import type { BackboneError } from '../../core/index.ts';
import type { Activation } from '../tfjs/types.ts';
import { layerRefusal } from './options.ts';
import type { KerasLayer, TensorReference } from './types.ts';

/** What a walk over a model does at each layer that is no model.
 * @param path names of the models around it, outermost first. */
export interface Visitor {
  /** Make the input of the whole model that this layer declares. */
  input(layer: KerasLayer): Activation;
  layer(layer: KerasLayer, inputs: readonly Activation[], path: readonly string[]): Activation;
}

const functional = ['Model', 'Functional'];

/** Whether a layer is a model with layers of its own. */
export function isModel({ class_name }: KerasLayer): boolean {
  return class_name === 'Sequential' || functional.includes(class_name);
}

/** Name of a layer within its model. */
export function nameOf(layer: KerasLayer): string {
  const { config } = layer;
  return String(layer.name ?? ('name' in config ? config.name : undefined) ?? layer.class_name);
}

/** Walk over a model in the order of computation.
 * @param inputs what the model reads; `undefined` for the outermost, whose inputs are those that it declares.
 * @returns what the model gives.
 * @throws {BackboneError} If its layers do not fit together. */
export function walkModel(
  model: KerasLayer,
  inputs: readonly Activation[] | undefined,
  path: readonly string[],
  visitor: Visitor,
): readonly Activation[] {
  return model.class_name === 'Sequential'
    ? walkSequential(model, inputs, path, visitor)
    : walkFunctional(model, inputs, path, visitor);
}

function walkSequential(
  model: KerasLayer,
  given: readonly Activation[] | undefined,
  path: readonly string[],
  visitor: Visitor,
): readonly Activation[] {
  let current = given;
  for (const layer of layersOf(model)) {
    if (layer.class_name === 'InputLayer') current ??= [visitor.input(layer)];
    else if (isModel(layer)) current = walkModel(layer, current, [...path, nameOf(layer)], visitor);
    else current = [visitor.layer(layer, current ?? [visitor.input(layer)], path)];
  }
  if (current === undefined) throw refusal(model, 'it must hold layers', 'it holds none');
  return current;
}

function walkFunctional(
  model: KerasLayer,
  given: readonly Activation[] | undefined,
  path: readonly string[],
  visitor: Visitor,
): readonly Activation[] {
  const layers = new Map(layersOf(model).map((layer) => [nameOf(layer), layer]));
  const inputNames = references(model, 'input_layers').map(([name]) => name);
  const done = new Map<string, readonly Activation[]>();
  const pending = new Set<string>();

  const outputsOf = (name: string, call: number): readonly Activation[] => {
    const key = `${name}/${call}`;
    const known = done.get(key);
    if (known !== undefined) return known;
    const layer = layers.get(name);
    if (layer === undefined) throw refusal(model, 'its layers must be there', `"${name}" is missing`);
    if (pending.has(key)) throw refusal(model, 'its layers must not read themselves', `"${name}" does`);
    pending.add(key);
    const outputs = callLayer(layer, name, call);
    done.set(key, outputs);
    return outputs;
  };

  const callLayer = (layer: KerasLayer, name: string, call: number): readonly Activation[] => {
    if (layer.class_name === 'InputLayer') {
      const input = given === undefined ? visitor.input(layer) : given[inputNames.indexOf(name)];
      if (input === undefined) throw refusal(model, 'its inputs must be given', `"${name}" is not`);
      return [input];
    }
    const inputs = inboundOf(layer, call).map((reference) => read(reference));
    return isModel(layer)
      ? walkModel(layer, inputs, [...path, nameOf(layer)], visitor)
      : [visitor.layer(layer, inputs, path)];
  };

  const read = ([name, call, output]: TensorReference): Activation => {
    const tensor = outputsOf(name, call)[output];
    if (tensor === undefined) throw refusal(model, 'its tensors must be there', `"${name}" has no ${output}`);
    return tensor;
  };

  return references(model, 'output_layers').map(read);
}

function layersOf(model: KerasLayer): readonly KerasLayer[] {
  const layers = Array.isArray(model.config) ? model.config : (model.config as { layers?: unknown }).layers;
  if (!Array.isArray(layers) || !layers.every(isLayer)) {
    throw refusal(model, 'it must list its layers', 'layers is no list of layers');
  }
  return layers;
}

function isLayer(value: unknown): value is KerasLayer {
  const layer = value as Partial<KerasLayer> | null;
  return typeof layer?.class_name === 'string' && typeof layer.config === 'object' && layer.config !== null;
}

/** What one call of a layer reads. A model is called once when it is made, which is not written down. */
function inboundOf(layer: KerasLayer, call: number): readonly TensorReference[] {
  const inbound = layer.inbound_nodes?.[isModel(layer) ? Math.max(call - 1, 0) : call];
  if (!Array.isArray(inbound) || !inbound.every(isReference)) {
    throw refusal(layer, 'inbound_nodes must be lists of [layer, call, output]', JSON.stringify(inbound));
  }
  return inbound;
}

/** A model's inputs or outputs; a single one may stand without its list. */
function references(model: KerasLayer, field: 'input_layers' | 'output_layers'): readonly TensorReference[] {
  const value = (model.config as Readonly<Record<string, unknown>>)[field];
  const list = isReference(value) ? [value] : value;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isReference)) {
    throw refusal(model, `${field} must be lists of [layer, call, output]`, String(JSON.stringify(value)));
  }
  return list;
}

function isReference(value: unknown): value is TensorReference {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'number' &&
    typeof value[2] === 'number'
  );
}

function refusal(layer: KerasLayer, rule: string, seen: string): BackboneError {
  return layerRefusal({ name: nameOf(layer), className: layer.class_name }, rule, seen);
}
