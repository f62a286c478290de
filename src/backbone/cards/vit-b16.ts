import type { BackboneCard } from '../types.ts';

/** google/vit-base-patch16-224 as ONNX. Its processor squashes to 224×224, bilinear, and maps to −1…1. */
export const vitB16: BackboneCard = Object.freeze<BackboneCard>({
  id: 'vit-b16',
  title: 'ViT-B/16 (ImageNet-21k)',
  summary: 'Vision transformer over patches of 16×16, trained on ImageNet-21k, then on ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/vit-base-patch16-224',
    revision: 'f89c91a12b4f5cc8c6f56a09b88b4027c912aa91',
    files: ['onnx/model.onnx'],
    megabytes: 347,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/2010.11929',
  input: {
    size: [224, 224],
    resize: 'squash',
    kernel: 'bilinear',
    channels: 'rgb',
    scale: 1 / 255,
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    layout: 'nchw',
  },
  architecture: 'transformer',
  stages: ['block2', 'block4', 'block6', 'block8', 'block10', 'block12', 'norm'],
});
