import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createRng, deriveSeed } from '../../src/core/index.ts';

/** Write a folder per class with PNG images of its own colour and grain, seeded. */
export async function writePhotos(
  folder: string,
  classes: readonly string[],
  perClass: number,
  size = 48,
): Promise<void> {
  for (const [classId, name] of classes.entries()) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let i = 0; i < perClass; i++) {
      writeFileSync(join(folder, name, `${String(i).padStart(3, '0')}.png`), await photo(classId, i, size));
    }
  }
}

async function photo(classId: number, index: number, size: number): Promise<Buffer> {
  const rng = createRng(deriveSeed(classId, index));
  const pixels = new Uint8Array(size * size * 3);
  for (let i = 0; i < pixels.length; i++) {
    const tint = i % 3 === classId % 3 ? 60 : 0;
    pixels[i] = Math.min(255, 80 + tint + rng.int(100));
  }
  return sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .png()
    .toBuffer();
}
