import { node, tensor } from '../onnx/builder.ts';
import { dataTypes } from '../onnx/types.ts';
import { gatherToken, tokenWidth } from './tokens.ts';
import type { PoolingRule } from './types.ts';

/** The last token that is not padding, where a network that reads from left to right has seen everything. Padding stands
 * behind the tokens. */
export const lastToken: PoolingRule = {
  id: 'last-token',
  requires: 'hold tokens (T, D)',
  size: tokenWidth,
  nodes: (layer, output) =>
    layer.mask === undefined
      ? gatherToken(layer.name, layer.shape[0]! - 1, output)
      : lastReal(layer.name, layer.mask, output),
};

/** One row of zeros with a one at the last real token, times the tokens. */
function lastReal(name: string, mask: string, output: string) {
  const at = (part: string) => `${output}::${part}`;
  const constant = (part: string, values: Float32Array | BigInt64Array, dims: readonly number[]) => {
    const type = values instanceof Float32Array ? 'float32' : 'int64';
    return node('Constant', [], [at(part)], { value: tensor(at(part), type, dims, values) });
  };
  return [
    node('Transpose', [mask], [at('column')], { perm: [0, 2, 1] }),
    node('MatMul', [mask, at('column')], [at('count')]),
    constant('one', Float32Array.of(1), []),
    node('Sub', [at('count'), at('one')], [at('place')]),
    constant('rows', BigInt64Array.of(0n, 1n), [2]),
    node('Reshape', [at('place'), at('rows')], [at('row')]),
    node('Cast', [at('row')], [at('index')], { to: dataTypes.int64 }),
    node('Shape', [mask], [at('shape')]),
    constant('two', BigInt64Array.of(2n), []),
    node('Gather', [at('shape'), at('two')], [at('length')], { axis: 0 }),
    constant('off-on', Float32Array.of(0, 1), [2]),
    node('OneHot', [at('index'), at('length'), at('off-on')], [at('chosen')], { axis: -1 }),
    node('MatMul', [at('chosen'), name], [at('token')]),
    node('Flatten', [at('token')], [output], { axis: 1 }),
  ];
}
