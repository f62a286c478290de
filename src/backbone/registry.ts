import { createRegistry } from '../core/index.ts';
import { mobilenetV3Coco } from './cards/mobilenet-v3-coco.ts';
import type { BackboneCard } from './types.ts';

/** Every network that is known by name. */
export const backbones = createRegistry<BackboneCard>('backbone', [mobilenetV3Coco]);
