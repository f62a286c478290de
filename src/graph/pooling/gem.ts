import { node, scalar } from '../onnx/builder.ts';
import { channelsOf, meanNodes } from './statistics.ts';
import type { PoolingRule } from './types.ts';

const P = 3;
const LOWEST = 1e-6;

/** The generalised mean over positions, (mean of x³)^⅓ with x clipped at 10⁻⁶: between the mean (p = 1) and the maximum
 * (p = ∞).
 * Source: Radenović, Tolias & Chum, Fine-tuning CNN Image Retrieval with No Human Annotation, TPAMI (2018) §3.2. */
export const gem: PoolingRule = {
  id: 'gem',
  requires: 'hold maps or tokens',
  size: channelsOf,
  nodes: (layer, output) => {
    const at = (part: string) => `${output}::${part}`;
    const constant = (part: string, value: number) =>
      node('Constant', [], [at(part)], { value: scalar(at(part), value) });
    return [
      constant('lowest', LOWEST),
      constant('p', P),
      constant('root', 1 / P),
      node('Max', [layer.name, at('lowest')], [at('clipped')]),
      node('Pow', [at('clipped'), at('p')], [at('cubes')]),
      ...meanNodes({ ...layer, name: at('cubes') }, at('mean')),
      node('Pow', [at('mean'), at('root')], [output]),
    ];
  },
};
