import type { TextCard } from '../types.ts';

/** BERT base, lower case: the first token (`cls`) stands for the text, the mean over tokens is the usual alternative. */
export const bertBase: TextCard = Object.freeze<TextCard>({
  id: 'bert-base',
  title: 'BERT base (uncased)',
  summary: 'Transformer encoder of 12 blocks, trained on books and Wikipedia to fill in words',
  modality: 'text',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/bert-base-uncased',
    revision: 'main',
    files: ['onnx/model.onnx', 'tokenizer.json', 'tokenizer_config.json'],
    megabytes: 438,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1810.04805',
  input: { maxTokens: 512 },
  tokenizer: { kind: 'tokenizer-json', files: ['tokenizer.json', 'tokenizer_config.json'] },
  stages: [
    'embeddings',
    'block1',
    'block2',
    'block3',
    'block4',
    'block5',
    'block6',
    'block7',
    'block8',
    'block9',
    'block10',
    'block11',
    'block12',
  ],
});
