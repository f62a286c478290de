import { createRegistry } from '../core/index.ts';
import { bertBase } from './cards/bert-base.ts';
import { clipVitB32Image } from './cards/clip-vit-b32-image.ts';
import { clipVitB32Text } from './cards/clip-vit-b32-text.ts';
import { convnextTiny } from './cards/convnext-tiny.ts';
import { dinov2S14 } from './cards/dinov2-s14.ts';
import { distilbert } from './cards/distilbert.ts';
import { efficientnetB0 } from './cards/efficientnet-b0.ts';
import { minilmL6 } from './cards/minilm-l6.ts';
import { mobilenetV2 } from './cards/mobilenet-v2.ts';
import { mobilenetV2Pose } from './cards/mobilenet-v2-pose.ts';
import { mobilenetV3 } from './cards/mobilenet-v3.ts';
import { mobilenetV3Coco } from './cards/mobilenet-v3-coco.ts';
import { resnet18 } from './cards/resnet18.ts';
import { resnet50 } from './cards/resnet50.ts';
import { useLite } from './cards/use-lite.ts';
import { vgg16 } from './cards/vgg16.ts';
import { vitB16 } from './cards/vit-b16.ts';
import type { BackboneCard } from './types.ts';

/** Every network that is known by name. */
export const backbones = createRegistry<BackboneCard>('backbone', [
  mobilenetV3Coco,
  mobilenetV2Pose,
  useLite,
  vgg16,
  resnet18,
  resnet50,
  mobilenetV2,
  mobilenetV3,
  efficientnetB0,
  convnextTiny,
  vitB16,
  dinov2S14,
  clipVitB32Image,
  clipVitB32Text,
  bertBase,
  distilbert,
  minilmL6,
]);
