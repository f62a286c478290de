import type { TextCard } from '../types.ts';

/** DistilBERT base, lower case: BERT of half the depth, without token types. */
export const distilbert: TextCard = Object.freeze<TextCard>({
  id: 'distilbert',
  title: 'DistilBERT base (uncased)',
  summary: 'Transformer encoder of 6 blocks, distilled from BERT base',
  modality: 'text',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/distilbert-base-uncased',
    revision: 'main',
    files: ['onnx/model.onnx', 'tokenizer.json', 'tokenizer_config.json'],
    megabytes: 268,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1910.01108',
  input: { maxTokens: 512 },
  tokenizer: { kind: 'tokenizer-json', files: ['tokenizer.json', 'tokenizer_config.json'] },
  stages: ['embeddings', 'block1', 'block2', 'block3', 'block4', 'block5', 'block6'],
});
