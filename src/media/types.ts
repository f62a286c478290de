/** Decoded pixels: 8-bit RGB, row-major, interleaved, shape (height, width, 3); EXIF orientation applied, alpha
 * flattened on white, grey and CMYK converted, 16-bit scaled to 8. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A rectangle in pixels; left and top count from 0. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type ResizeKernel = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos';

/** How pixels become a network's input; every field counts in the feature space's key. */
export interface ImagePreprocessing {
  /** Height and width of the network's input, pixels. */
  readonly size: readonly [number, number];
  /** `squash` ignores the aspect ratio; `short-side` scales the short side to `resizeTo` (at least, and by
   * default, the longer side of `size`), then crops the centre; `pad` fits the long side and centres the image on `padColour`. */
  readonly resize: 'squash' | 'short-side' | 'pad';
  readonly resizeTo?: number;
  readonly padColour?: readonly [number, number, number];
  readonly kernel: ResizeKernel;
  readonly channels: 'rgb' | 'bgr';
  /** Each value becomes `(value * scale - mean[c]) / std[c]`, value in 0…255, c in the order of `channels`. */
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** `nchw` planes or `nhwc` interleaved. */
  readonly layout: 'nchw' | 'nhwc';
}
