import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createRng } from '../../src/core/index.ts';

/** Write PNG images whose redness is a number, and `images.csv` beside them with a row per image: its path, the number
 * in percent with an error of 10, and a group for every four images. */
export async function writeRedness(folder: string, nImages: number): Promise<void> {
  const rng = createRng(7);
  const rows = ['path,redness,patient'];
  for (let i = 0; i < nImages; i++) {
    const redness = rng.float();
    const pixels = new Uint8Array(32 * 32 * 3);
    for (let p = 0; p < pixels.length; p++)
      pixels[p] = p % 3 === 0 ? 30 + redness * 160 + rng.int(40) : rng.int(200);
    const file = `${String(i).padStart(3, '0')}.png`;
    await sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } })
      .png()
      .toFile(join(folder, file));
    rows.push(`${file},${(100 * redness + 10 * rng.normal()).toFixed(1)},patient ${Math.floor(i / 4)}`);
  }
  writeFileSync(join(folder, 'images.csv'), `${rows.join('\n')}\n`);
}

const topics = {
  animals: ['cat', 'dog', 'horse', 'bird'],
  weather: ['rain', 'snow', 'storm', 'wind'],
  music: ['piano', 'violin', 'song', 'drum'],
} as const;

const fillers = ['the', 'a', 'very', 'old', 'new', 'we', 'saw', 'heard', 'about', 'today', 'then', 'and'];

/** Write `texts.jsonl`: texts with words of some topics, none of them in some, and the list of their topics. */
export function writeTopics(folder: string, nTexts: number): void {
  const rng = createRng(3);
  const draw = (words: readonly string[]) => words[rng.int(words.length)]!;
  const lines = Array.from({ length: nTexts }, (_, i) => {
    const labels = (Object.keys(topics) as (keyof typeof topics)[]).filter(
      (_, t) => rng.float() < [0.5, 0.35, 0.2][t]!,
    );
    const words = labels.flatMap((label) => [draw(topics[label]), draw(topics[label])]);
    const text = [...words, ...Array.from({ length: 6 }, () => draw(fillers)), `no ${i}`];
    return JSON.stringify({ text: rng.shuffle(text).join(' '), label: labels });
  });
  writeFileSync(join(folder, 'texts.jsonl'), `${lines.join('\n')}\n`);
}
