/** backbone/: pretrained networks. The id of a card or an ONNX file comes in; layers with shape and depth, and sessions
 * that turn batches of preprocessed images into the vectors of several layers in one pass, go out. One more network: one
 * card in `cards/` and one line in `registry.ts`. */
export { openBackbone } from './open.ts';
export { backbones } from './registry.ts';
export type * from './types.ts';
