import { ancestorsOf, producersOf, readsOf } from './onnx/read.ts';
import type { OnnxModel } from './onnx/types.ts';

/** Cut a model down to what these tensors need, and make them its outputs.
 * @param outputs names of tensors; their types and shapes are left to inference. */
export function pruneModel(model: OnnxModel, outputs: readonly string[]): OnnxModel {
  const { graph } = model;
  const needed = ancestorsOf(outputs, producersOf(graph));
  const read = new Set([...needed].flatMap(readsOf));
  return {
    ...model,
    graph: {
      ...graph,
      node: graph.node.filter((node) => needed.has(node)),
      initializer: graph.initializer.filter(({ name }) => read.has(name ?? '')),
      input: graph.input.filter(({ name }) => read.has(name)),
      output: outputs.map((name) => ({ name })),
      valueInfo: [],
    },
  };
}

/** Operators whose outputs are no tensors. */
const sequences = new Set([
  'Optional',
  'SequenceConstruct',
  'SequenceEmpty',
  'SequenceErase',
  'SequenceInsert',
  'SequenceMap',
  'SplitToSequence',
  'ZipMap',
]);

/** Make every tensor that a node computes an output, so that one run shows all types and shapes. */
export function exposeModel(model: OnnxModel): OnnxModel {
  const computed = model.graph.node
    .filter(({ opType }) => opType !== 'Constant' && !sequences.has(opType))
    .flatMap(({ output }) => output.filter((name) => name !== ''));
  return pruneModel(model, computed);
}
