import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** torchvision's EfficientNet-B0 as ONNX: short side 256, bicubic, centre 224. */
export const efficientnetB0: BackboneCard = Object.freeze<BackboneCard>({
  id: 'efficientnet-b0',
  title: 'EfficientNet-B0 (ImageNet)',
  summary: 'Network scaled by rule from a searched base, trained on the 1000 classes of ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Kalray/efficientnet-b0',
    revision: '44416c419a1fb83e786ea1e492b7b390ff85e2ef',
    files: ['efficientNet-b0.onnx'],
    megabytes: 21,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1905.11946',
  input: imagenetInput('bicubic'),
  architecture: 'inverted-residual',
  stages: ['block1', 'block3', 'block5', 'block8', 'block11', 'block15', 'head', 'pool'],
});
