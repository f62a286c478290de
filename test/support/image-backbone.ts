import { type BackboneSpec, type ImageBackbone, openBackbone } from '../../src/backbone/index.ts';
import { type Effects, silentEffects } from '../../src/core/index.ts';

/** Open a backbone that takes images.
 * @throws {TypeError} If it takes texts. */
export async function openImageBackbone(
  spec: BackboneSpec,
  effects: Partial<Effects> = {},
): Promise<ImageBackbone> {
  const backbone = await openBackbone(spec, { ...silentEffects(), ...effects });
  if (backbone.modality === 'image') return backbone;
  throw new TypeError(`Cannot open "${backbone.id}" as it must take images: it takes ${backbone.modality}`);
}
