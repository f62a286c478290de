/** backbone/: pretrained networks. The id of a card or a source (a local file, a repository of the Hugging Face hub, a URL)
 * comes in; layers with shape and depth, and sessions that turn batches of preprocessed images, or of texts, into the
 * vectors of several layers in one pass, go out. One more network: one card in `cards/` and one line in `registry.ts`; one
 * more kind of tokenizer: one file in `tokenizer/` and one line in its `open.ts`. */
export { type InspectedBackbone, inspectBackbone } from './inspect.ts';
export { openBackbone } from './open.ts';
export { backbones } from './registry.ts';
export { type WeightsState, weightsState } from './source/open.ts';
export type * from './types.ts';
