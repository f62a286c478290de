import type { BackboneCard } from '../types.ts';

/** MobileNetV3 trunk of a CenterNet detector. Its graph starts with a convolution that takes RGB in 0…255: given those the
 * whole detector finds the people of a photo (score 0.53), given 0…1 or −1…1 it finds nothing (below 0.05). It was
 * exported for 512×512, but the trunk is convolutional. */
export const mobilenetV3Coco: BackboneCard = Object.freeze<BackboneCard>({
  id: 'mobilenet-v3-coco',
  title: 'MobileNetV3 (CenterNet, COCO)',
  summary: 'MobileNetV3 trunk of an object detector trained on the 80 classes of COCO',
  modality: 'image',
  format: 'tfjs-graph-model',
  source: {
    kind: 'npm',
    package: '@vladmandic/human',
    version: '3.3.6',
    files: ['models/centernet.json', 'models/centernet.bin'],
    sha256: 'd82f7efbe2194b1638ba372759077a9f6d926aadec6a693f4af0af65e99f50a1',
  },
  licence: 'MIT',
  paper: 'https://arxiv.org/abs/1905.02244',
  input: {
    size: [224, 224],
    resize: 'squash',
    kernel: 'bilinear',
    channels: 'rgb',
    scale: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    layout: 'nchw',
  },
  trunk: /^tower_0\/(?:MobilenetV3\/)?((?:Conv|expanded_conv|extern1)[^:]*)$/,
  stages: [
    'expanded_conv/add',
    'expanded_conv_2/add',
    'expanded_conv_5/add',
    'expanded_conv_8/add',
    'expanded_conv_10/depthwise/hard_swish/mul_1',
    'expanded_conv_12/depthwise/hard_swish/mul_1',
    'expanded_conv_14/depthwise/hard_swish/mul_1',
    'extern1/hard_swish/mul_1',
  ],
});
