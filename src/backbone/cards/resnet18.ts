import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** microsoft/resnet-18 as ONNX. Its processor scales 224 by crop_pct 0.875 to a short side of 256, bicubic. */
export const resnet18: BackboneCard = Object.freeze<BackboneCard>({
  id: 'resnet18',
  title: 'ResNet-18 (ImageNet)',
  summary: 'Residual network with 18 layers, trained on the 1000 classes of ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/resnet-18',
    revision: '957422cff86e0c0a2807a472a90cc0e4daf44b18',
    files: ['onnx/model.onnx'],
    megabytes: 47,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1512.03385',
  input: imagenetInput('bicubic'),
  architecture: 'staged',
  stages: ['stem', 'stage1', 'stage2', 'stage3', 'stage4', 'pool'],
});
