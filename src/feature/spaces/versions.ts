/** Versions that count in a feature space's key: raise one when its part gives other numbers for the same input, so that
 * features stored before are computed again. */

/** How a graph is imported, its layers named, tapped and pooled. */
export const GRAPH_VERSION = 1;

/** How files become 8-bit RGB; also in the key of a stored failure, so that a better decoder tries again. */
export const DECODER_VERSION = 1;

/** How 8-bit RGB becomes a network's input. */
export const PREPROCESSING_VERSION = 1;

/** How vectors are laid out in the store. */
export const STORE_FORMAT = 1;

/** How a text becomes token ids: what is cut off and where special tokens go. */
export const TOKENIZING_VERSION = 1;

/** The versions that count for samples of a modality. */
export function preprocessingVersions(modality: 'image' | 'text'): Readonly<Record<string, number>> {
  return modality === 'text'
    ? { tokenizing: TOKENIZING_VERSION }
    : { decoder: DECODER_VERSION, preprocessing: PREPROCESSING_VERSION };
}
