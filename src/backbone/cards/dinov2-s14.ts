import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** facebook/dinov2-small as ONNX. Its processor scales the short side to 256, bicubic, and crops 224. */
export const dinov2S14: BackboneCard = Object.freeze<BackboneCard>({
  id: 'dinov2-s14',
  title: 'DINOv2 ViT-S/14',
  summary: 'Vision transformer over patches of 14×14, trained without labels on 142 million images',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'Xenova/dinov2-small',
    revision: 'bd222e886723524568931e43031f6d9327896fac',
    files: ['onnx/model.onnx'],
    megabytes: 89,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/2304.07193',
  input: imagenetInput('bicubic'),
  architecture: 'transformer',
  stages: ['block2', 'block4', 'block6', 'block8', 'block10', 'block12', 'norm'],
});
