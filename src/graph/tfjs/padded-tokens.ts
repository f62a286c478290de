import { buildModel, type InputSpec, node } from '../onnx/builder.ts';
import { dataTypes, type OnnxModel } from '../onnx/types.ts';

/** Names of the tensors by which a graph takes token ids as the parts of a SparseTensor. */
export interface SparseTokens {
  /** int64 (M, 2): sentence and place of every token. */
  readonly indices: string;
  /** int64 (M,): ids of the tokens. */
  readonly values: string;
  /** int64 (2,): sentences and the length of the longest. */
  readonly shape: string;
}

/** The inputs to import a graph with, so that `takePaddedTokens` can feed all three. */
export function sparseInputs({ indices, values, shape }: SparseTokens): InputSpec[] {
  return [
    { name: indices, type: 'int64', shape: ['M', 2] },
    { name: values, type: 'int64', shape: ['M'] },
    { name: shape, type: 'int64', shape: [2] },
  ];
}

/** Give a graph that takes a SparseTensor of tokens the inputs of a BERT export: `input_ids` and `attention_mask`, int64
 * (N, T), where a token is what the mask says. Sentences without tokens keep their row. */
export function takePaddedTokens(model: OnnxModel, { indices, values, shape }: SparseTokens): OnnxModel {
  const { graph } = model;
  const shapes = ['N', 'T'];
  const feeding = [
    node('Cast', ['attention_mask'], ['attention_mask::flags'], { to: dataTypes.bool }),
    node('NonZero', ['attention_mask::flags'], ['attention_mask::columns']),
    node('Transpose', ['attention_mask::columns'], [indices], { perm: [1, 0] }),
    node('GatherND', ['input_ids', indices], [values]),
    node('Shape', ['input_ids'], [shape]),
  ];
  return buildModel({
    inputs: ['input_ids', 'attention_mask'].map((name) => ({ name, type: 'int64', shape: shapes })),
    outputs: graph.output.map(({ name }) => name),
    nodes: [...feeding, ...graph.node],
    initializers: graph.initializer,
  });
}
