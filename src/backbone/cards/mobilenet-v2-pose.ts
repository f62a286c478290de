import type { ImageCard } from '../types.ts';

/** MobileNetV2 trunk of MoveNet lightning. Its graph takes integers 0…255 as RGB, one image a run; they become floats,
 * the batch is taken apart and put together again, and `x * 0.00784 - 1` maps them to −1…1. The trunk is entered where
 * the batch is together again and still in 0…255, so that the graph itself normalises. It was exported for 192×192, but
 * is convolutional. */
export const mobilenetV2Pose: ImageCard = Object.freeze<ImageCard>({
  id: 'mobilenet-v2-pose',
  title: 'MobileNetV2 (MoveNet lightning)',
  summary: 'MobileNetV2 trunk of a human pose estimator trained on COCO keypoints and fitness videos',
  modality: 'image',
  format: 'tfjs-graph-model',
  source: {
    kind: 'npm',
    package: '@vladmandic/human',
    version: '3.3.6',
    files: ['models/movenet-lightning.json', 'models/movenet-lightning.bin'],
    sha256: '820996ebc95ec0aaab828ebb34ab525328cbbe8a242e9db9f65eaa8fe893424f',
  },
  licence: 'Apache-2.0',
  paper: 'https://arxiv.org/abs/1801.04381',
  input: {
    size: [192, 192],
    resize: 'squash',
    kernel: 'bilinear',
    channels: 'rgb',
    scale: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    layout: 'nchw',
  },
  entry: { name: 'StatefulPartitionedCall/stack', shape: ['N', 3, 'H', 'W'] },
  trunk: /^StatefulPartitionedCall\/center_net_mobile_net_v2fpn_feature_extractor\/model_1\/model\/([^:]*)$/,
  stages: [
    'expanded_conv_project_BN/FusedBatchNormV3',
    'block_2_add/add',
    'block_5_add/add',
    'block_9_add/add',
    'block_12_add/add',
    'block_15_add/add',
    'block_16_project_BN/FusedBatchNormV3',
    'out_relu/Relu6',
  ],
});
