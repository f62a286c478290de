import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** microsoft/resnet-50 as ONNX. Its processor scales 224 by crop_pct 0.875 to a short side of 256, bicubic. */
export const resnet50: BackboneCard = Object.freeze<BackboneCard>({
  id: 'resnet50',
  title: 'ResNet-50 (ImageNet)',
  summary: 'Residual network with 50 layers, trained on the 1000 classes of ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/resnet-50',
    revision: '6791d258f4afcf677b8fb933a4f571b10c8bf725',
    files: ['onnx/model.onnx'],
    megabytes: 102,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1512.03385',
  input: imagenetInput('bicubic'),
  architecture: 'staged',
  stages: ['stem', 'stage1', 'stage2', 'stage3', 'stage4', 'pool'],
});
