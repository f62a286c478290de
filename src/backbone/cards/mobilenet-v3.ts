import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** timm's mobilenetv3_large_100.ra_in1k as ONNX; crop_pct 0.875 makes the short side 256, bicubic. */
export const mobilenetV3: BackboneCard = Object.freeze<BackboneCard>({
  id: 'mobilenet-v3',
  title: 'MobileNetV3 large (ImageNet)',
  summary: 'Mobile network found by search, trained on the 1000 classes of ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'optimum/mobilenetv3_large_100.ra_in1k',
    revision: 'main',
    files: ['model.onnx'],
    megabytes: 22,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1905.02244',
  input: imagenetInput('bicubic'),
  architecture: 'inverted-residual',
  stages: ['block1', 'block3', 'block6', 'block10', 'block12', 'block15', 'head', 'pool'],
});
