import type { TextCard } from '../types.ts';

/** The text tower of openai/clip-vit-base-patch32 as ONNX. It reads from left to right, so its last token has seen the whole
 * text (`last-token`); `vector` is that token behind the projection that captions and images share. */
export const clipVitB32Text: TextCard = Object.freeze<TextCard>({
  id: 'clip-vit-b32-text',
  title: 'CLIP ViT-B/32, text tower',
  summary: 'Text transformer of 12 blocks, trained to match 400 million captions with their images',
  modality: 'text',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/clip-vit-base-patch32',
    revision: '4c1807b705b1d015fb032789cc4d221b23025a6f',
    files: ['onnx/text_model.onnx', 'tokenizer.json', 'tokenizer_config.json'],
    megabytes: 254,
  },
  licence: 'MIT',
  paper: 'https://arxiv.org/abs/2103.00020',
  input: { maxTokens: 77 },
  tokenizer: { kind: 'tokenizer-json', files: ['tokenizer.json', 'tokenizer_config.json'] },
  stages: ['embeddings', 'block2', 'block4', 'block6', 'block8', 'block10', 'block12', 'vector'],
});
