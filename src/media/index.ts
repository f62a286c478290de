/** media/: files of pixels → tensors, exactly as the weights were trained. In: the bytes of a JPEG, PNG, WebP, AVIF, GIF,
 * TIFF or BMP. Out: 8-bit RGB equal to Pillow's, resized as Pillow resizes, normalised into float32.
 * One more format: its magic bytes in `sniff.ts` and its decoder in the table of `decode.ts`. */
export * from './decode.ts';
export * from './fit.ts';
export * from './preprocess.ts';
export * from './resize.ts';
export * from './sniff.ts';
export type * from './types.ts';
