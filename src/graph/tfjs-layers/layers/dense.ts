import type { Value } from '../../tfjs/types.ts';
import { withActivation } from '../activate.ts';
import { addOperator, inputOf, type LayerConverter, part } from '../layer-call.ts';

/** Dense: kernel (in, out), over the last axis. */
export const convertDense: LayerConverter = (call) => {
  call.options.raw('units');
  const input = inputOf(call);
  const kernel: Value = { kind: 'constant', constant: call.weight('kernel', 2) };
  const bias: Value[] = call.options.boolean('use_bias', true)
    ? [{ kind: 'constant', constant: call.weight('bias', 1) }]
    : [];
  return withActivation(call, (name) => {
    if (input.rank === 2) {
      const fused = bias.length === 0 ? {} : { fused_ops: ['BiasAdd'] };
      return addOperator(call, '_FusedMatMul', [input, kernel, ...bias], name, fused);
    }
    if (bias.length === 0) return addOperator(call, 'BatchMatMul', [input, kernel], name);
    const product = addOperator(call, 'BatchMatMul', [input, kernel], part(call, 'product'));
    return addOperator(call, 'BiasAdd', [product, ...bias], name);
  });
};
