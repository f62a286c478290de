import { imagenetInput } from '../image/imagenet-input.ts';
import type { BackboneCard } from '../types.ts';

/** VGG16 of the ONNX Model Zoo. Its preprocessing is the zoo's: short side 256, centre 224, torch-style mean and deviation. */
export const vgg16: BackboneCard = Object.freeze<BackboneCard>({
  id: 'vgg16',
  title: 'VGG16 (ImageNet)',
  summary: 'VGG with 16 layers, trained on the 1000 classes of ImageNet',
  modality: 'image',
  format: 'onnx',
  source: {
    kind: 'hub',
    repo: 'onnxmodelzoo/legacy_models',
    revision: 'main',
    files: ['validated/vision/classification/vgg/model/vgg16-12.onnx'],
    megabytes: 553,
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1409.1556',
  input: imagenetInput('bilinear'),
  architecture: 'vgg',
  stages: ['block1_pool', 'block2_pool', 'block3_pool', 'block4_pool', 'block5_pool', 'fc1', 'fc2'],
});
