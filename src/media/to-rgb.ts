/** Divide by 255 and round, as Pillow does for products of two 8-bit values. */
const divideBy255 = (product: number): number => {
  const rounded = product + 128;
  return ((rounded >> 8) + rounded) >> 8;
};

/** Flatten 8-bit pixels of 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGB, alpha) channels on white.
 * @param pixels row-major, interleaved.
 * @returns RGB, interleaved; `pixels` itself where it is RGB already. */
export function flattenToRgb(pixels: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return pixels;
  const nPixels = pixels.length / channels;
  const rgb = new Uint8Array(nPixels * 3);
  const isColour = channels >= 3;
  const hasAlpha = channels % 2 === 0;
  for (let i = 0; i < nPixels; i++) {
    const at = i * channels;
    const alpha = hasAlpha ? pixels[at + channels - 1]! : 255;
    for (let c = 0; c < 3; c++) {
      const value = pixels[isColour ? at + c : at]!;
      rgb[i * 3 + c] = divideBy255(value * alpha + 255 * (255 - alpha));
    }
  }
  return rgb;
}

/** Convert inks (0 none, 255 full) to RGB by Pillow's formula, which knows no colour profile.
 * @param pixels row-major, interleaved, the first 4 of `channels` being cyan, magenta, yellow and black. */
export function cmykToRgb(pixels: Uint8Array, channels: number): Uint8Array {
  const nPixels = pixels.length / channels;
  const rgb = new Uint8Array(nPixels * 3);
  for (let i = 0; i < nPixels; i++) {
    const at = i * channels;
    const light = 255 - pixels[at + 3]!;
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = light - divideBy255(pixels[at + c]! * light);
  }
  return rgb;
}
