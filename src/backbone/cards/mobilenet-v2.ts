import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** MobileNetV2 of the ONNX Model Zoo. Its preprocessing is the zoo's: short side 256, centre 224, torch-style mean and deviation. */
export const mobilenetV2: BackboneCard = Object.freeze<BackboneCard>({
  id: 'mobilenet-v2',
  title: 'MobileNetV2 (ImageNet)',
  summary: 'Mobile network of inverted residuals, trained on the 1000 classes of ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'onnxmodelzoo/legacy_models',
    revision: 'main',
    files: ['validated/vision/classification/mobilenet/model/mobilenetv2-12.onnx'],
    megabytes: 14,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1801.04381',
  input: imagenetInput('bilinear'),
  architecture: 'inverted-residual',
  stages: ['block1', 'block3', 'block6', 'block10', 'block13', 'block16', 'block17', 'head'],
});
