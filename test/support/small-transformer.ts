import { createRng } from '../../src/core/index.ts';
import { buildModel, int64s, node, type OnnxModel, type OnnxNode, tensor } from '../../src/graph/index.ts';

const width = 8;

/** What a small transformer is like. */
export interface TransformerSpec {
  readonly blocks: number;
  /** Whether blocks normalise what they read (GPT, CLIP) or what they give (BERT). */
  readonly norm: 'first' | 'last';
  readonly vocabulary: number;
  /** Whether there is an input that tells tokens from padding. */
  readonly mask: boolean;
  /** Tokens of every text; absent where any number will do. */
  readonly length?: number;
  readonly integers?: 'int32' | 'int64';
  /** Whether the first token goes through a last matrix into one vector a text. */
  readonly vector?: boolean;
}

/** A text network with random weights: embeddings, blocks of attention (one head) and a layer of their own, all of width 8. */
export function smallTransformer(spec: TransformerSpec): OnnxModel {
  const { blocks, norm, vocabulary, mask, length, integers = 'int64', vector = false } = spec;
  const rng = createRng(11);
  const random = (name: string, dims: readonly number[]) =>
    tensor(
      name,
      'float32',
      dims,
      Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => rng.normal() / 3),
    );
  const constant = (name: string, values: readonly number[], dims: readonly number[]) =>
    tensor(name, 'float32', dims, Float32Array.from(values));
  const normalise = (from: string, to: string) =>
    node('LayerNormalization', [from, 'norm.scale'], [to], { axis: -1 });
  const attention = (i: number, from: string): OnnxNode[] => {
    const at = (part: string) => `${i}.${part}`;
    return [
      ...['q', 'k', 'v'].map((part) => node('MatMul', [from, at(`w.${part}`)], [at(part)])),
      node('Transpose', [at('k')], [at('kt')], { perm: [0, 2, 1] }),
      node('MatMul', [at('q'), at('kt')], [at('scores')]),
      ...(mask ? [node('Add', [at('scores'), 'penalty'], [at('masked')])] : []),
      node('Softmax', [at(mask ? 'masked' : 'scores')], [at('weights')], { axis: -1 }),
      node('MatMul', [at('weights'), at('v')], [at('attended')]),
    ];
  };
  const block = (i: number, from: string): readonly OnnxNode[] => {
    const at = (part: string) => `${i}.${part}`;
    const own = (input: string) => [
      node('MatMul', [input, at('w.own')], [at('own')]),
      node('Relu', [at('own')], [at('active')]),
    ];
    return norm === 'first'
      ? [
          normalise(from, at('read')),
          ...attention(i, at('read')),
          node('Add', [from, at('attended')], [at('sum')]),
          normalise(at('sum'), at('read2')),
          ...own(at('read2')),
          node('Add', [at('sum'), at('active')], [at('out')]),
        ]
      : [
          ...attention(i, from),
          node('Add', [at('attended'), from], [at('sum')]),
          normalise(at('sum'), at('norm')),
          ...own(at('norm')),
          node('Add', [at('active'), at('norm')], [at('sum2')]),
          normalise(at('sum2'), at('out')),
        ];
  };
  const shape = ['N', length ?? 'T'];
  const inputs = ['input_ids', ...(mask ? ['attention_mask'] : [])];
  const last = `${blocks}.out`;
  return buildModel({
    inputs: inputs.map((name) => ({ name, type: integers, shape })),
    outputs: [vector ? 'sentence' : 'last_hidden_state'],
    nodes: [
      node('Gather', ['words', 'input_ids'], ['embedded']),
      ...(mask
        ? [
            node('Cast', ['attention_mask'], ['real'], { to: 1 }),
            node('Unsqueeze', ['real', 'one'], ['real.row']),
            node('Sub', ['real.row', 'unit'], ['missing']),
            node('Mul', ['missing', 'huge'], ['penalty']),
          ]
        : []),
      ...Array.from({ length: blocks }, (_, i) => block(i + 1, i === 0 ? 'embedded' : `${i}.out`)).flat(),
      normalise(last, 'last_hidden_state'),
      ...(vector
        ? [
            node('Gather', ['last_hidden_state', 'zero'], ['first'], { axis: 1 }),
            node('MatMul', ['first', 'projection'], ['sentence']),
          ]
        : []),
    ],
    initializers: [
      random('words', [vocabulary, width]),
      random('projection', [width, 5]),
      constant('norm.scale', new Array<number>(width).fill(1), [width]),
      constant('unit', [1], []),
      constant('huge', [1e9], []),
      int64s('one', [1]),
      tensor('zero', 'int64', [], BigInt64Array.of(0n)),
      ...Array.from({ length: blocks }, (_, i) =>
        ['q', 'k', 'v', 'own'].map((part) => random(`${i + 1}.w.${part}`, [width, width])),
      ).flat(),
    ],
  });
}
