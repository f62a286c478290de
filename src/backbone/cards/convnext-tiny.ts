import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** facebook/convnext-tiny-224 as ONNX. Its processor scales 224 by crop_pct 0.875 to a short side of 256, bicubic. */
export const convnextTiny: BackboneCard = Object.freeze<BackboneCard>({
  id: 'convnext-tiny',
  title: 'ConvNeXt-tiny (ImageNet)',
  summary: 'Convolutional network after the plan of a transformer, trained on the 1000 classes of ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/convnext-tiny-224',
    revision: 'main',
    files: ['onnx/model.onnx'],
    megabytes: 115,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/2201.03545',
  input: imagenetInput('bicubic'),
  architecture: 'staged',
  stages: ['stem', 'stage1', 'stage2', 'stage3', 'stage4', 'pool'],
});
