import type { TextCard } from '../types.ts';

/** all-MiniLM-L6-v2: a sentence's embedding is the mean of block 6 over its tokens, brought to length 1. It was trained on up
 * to 256 tokens, though its positions go up to 512. */
export const minilmL6: TextCard = Object.freeze<TextCard>({
  id: 'minilm-l6',
  title: 'MiniLM-L6 (sentence-transformers)',
  summary: 'Small sentence encoder, distilled BERT tuned on a billion pairs of sentences',
  modality: 'text',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'sentence-transformers/all-MiniLM-L6-v2',
    revision: 'main',
    files: ['onnx/model.onnx', 'tokenizer.json', 'tokenizer_config.json'],
    megabytes: 90,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/2002.10957',
  input: { maxTokens: 256 },
  tokenizer: { kind: 'tokenizer-json', files: ['tokenizer.json', 'tokenizer_config.json'] },
  stages: ['embeddings', 'block1', 'block2', 'block3', 'block4', 'block5', 'block6'],
});
