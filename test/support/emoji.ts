import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** Images spread over the emoji set, on white, as RGB in 0…255, shape (n, height, width, 3). */
export async function emojiImages(n: number, height: number, width: number): Promise<Float32Array> {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('emoji-datasource-google/package.json')),
    'img/google/64',
  );
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.png'))
    .sort();
  const values = new Float32Array(n * height * width * 3);
  for (let i = 0; i < n; i++) {
    const pixels = await sharp(join(folder, files[Math.floor((i * files.length) / n)]!))
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(width, height, { fit: 'fill' })
      .raw()
      .toBuffer();
    values.set(pixels, i * height * width * 3);
  }
  return values;
}
