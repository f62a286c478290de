import type { BackboneCard } from '../types.ts';

/** The image tower of openai/clip-vit-base-patch32 as ONNX. Its processor scales the short side to 224, bicubic, and crops 224. */
export const clipVitB32Image: BackboneCard = Object.freeze<BackboneCard>({
  id: 'clip-vit-b32-image',
  title: 'CLIP ViT-B/32, image tower',
  summary:
    'Vision transformer over patches of 32×32, trained to match 400 million images with their captions',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/clip-vit-base-patch32',
    revision: '4c1807b705b1d015fb032789cc4d221b23025a6f',
    files: ['onnx/vision_model.onnx'],
    megabytes: 352,
  },
  licence: 'MIT',
  paper: 'https://arxiv.org/abs/2103.00020',
  input: {
    size: [224, 224],
    resize: 'short-side',
    resizeTo: 224,
    kernel: 'bicubic',
    channels: 'rgb',
    scale: 1 / 255,
    mean: [0.48145466, 0.4578275, 0.40821073],
    std: [0.26862954, 0.26130258, 0.27577711],
    layout: 'nchw',
  },
  architecture: 'transformer',
  stages: ['block2', 'block4', 'block6', 'block8', 'block10', 'block12', 'pooled', 'projection'],
});
