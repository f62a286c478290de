import { describe, expect, it } from 'vitest';
import type { TextBackbone } from '../../src/backbone/index.ts';
import { isSparse, rowOf, sha256, toDense } from '../../src/core/index.ts';
import type { Dataset } from '../../src/dataset/index.ts';
import {
  deepSpaces,
  type ExtractionPlan,
  estimateExtraction,
  extractFeatures,
  openFeatureStore,
  recipeOf,
  recipeSpace,
} from '../../src/feature/index.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { fakeBackbone, listeningEffects } from './fakes.ts';

const bagOfWords = recipeOf('text', 'bag-of-words');

/** A network that reads three letters and whose layer `L` gives a text's length L times. */
function fakeTextBackbone(): TextBackbone & { readonly batches: string[][] } {
  const { card, tap: _, ...image } = fakeBackbone();
  const batches: string[][] = [];
  const input = { tokenizer: 'fake', maxTokens: 3, prefix: '' };
  return {
    ...image,
    modality: 'text',
    card: {
      ...card,
      modality: 'text',
      input: { maxTokens: 3 },
      tokenizer: { kind: 'tokenizer-json', files: ['tokenizer.json'] },
    },
    input,
    isCut: (text) => text.length > 3,
    batches,
    tap: async (taps) => ({
      taps,
      dims: taps.map(({ layer }) => Number(layer)),
      provider: 'cpu',
      run: async (texts) => {
        batches.push([...texts]);
        return taps.map(({ layer }) =>
          Float32Array.from(texts.flatMap((text) => new Array<number>(Number(layer)).fill(text.length))),
        );
      },
      release: async () => {},
    }),
  };
}

function datasetOf(texts: readonly string[]): Dataset {
  return {
    id: 'texts',
    modality: 'text',
    samples: texts.map((text, i) => ({
      id: `${i}`,
      content: { text },
      contentHash: sha256(text),
      classId: 0,
    })),
    classNames: ['thing'],
    task: 'classification',
    fingerprint: '',
    skipped: [],
    duplicates: [],
    warnings: [],
  };
}

const planOf = (backbone: TextBackbone): ExtractionPlan => ({
  backbones: [{ backbone, spaces: deepSpaces(backbone, ['1', '2'], ['mean']) }],
  recipes: [recipeSpace(bagOfWords)],
});

describe('extractFeatures of texts', () => {
  const texts = ['a', 'four', 'a', 'much longer', 'two'];

  it('gives every text its vectors, whatever the order of the batches, and tells of those that are cut', async () => {
    const store = await openFeatureStore(tempFolder());
    const backbone = fakeTextBackbone();
    const units: string[] = [];
    const effects = listeningEffects({
      progress: {
        start: (_, total, unit) => {
          units.push(`${total} ${unit}`);
          return { advance: () => {}, stop: () => {} };
        },
      },
    });
    const request = { dataset: datasetOf(texts), plan: planOf(backbone), store, batchSize: 2 };
    const features = await extractFeatures(request, effects);
    expect([...toDense(features.matrices.get('fake/1:mean')!).data]).toEqual(
      texts.map(({ length }) => length),
    );
    const sparse = features.matrices.get('bag-of-words')!;
    expect(isSparse(sparse)).toBe(true);
    const words = toDense(sparse);
    texts.forEach((text, i) => void expect(rowOf(words, i)).toEqual(bagOfWords.compute(text)));
    expect(backbone.batches).toEqual([
      ['much longer', 'four'],
      ['two', 'a'],
    ]);
    expect(units).toEqual(['4 texts']);
    const warnings = ['Backbone "fake" reads at most 3 tokens, so the end of 2 of 5 texts is cut off'];
    expect(features.warnings).toEqual(warnings);

    const again = await extractFeatures(request, effects);
    expect(again.cost).toMatchObject({ extracted: 0, cached: 5 });
    expect(again.matrices).toEqual(features.matrices);
    expect(again.warnings).toEqual(warnings);
    expect(backbone.batches).toHaveLength(2);
    await store.close();
  });

  it('estimates what is lacking', () => {
    const estimate = estimateExtraction(datasetOf(texts), planOf(fakeTextBackbone()), undefined);
    expect(estimate).toMatchObject({ samples: 4, basis: 'rough', bytes: 4 * 4 * (1 + 2 + 4096) });
  });

  it('gives another key for another tokenizer, length and prefix', () => {
    const backbone = fakeTextBackbone();
    const keys = [{}, { tokenizer: 'other' }, { maxTokens: 4 }, { prefix: 'query: ' }].map(
      (change) =>
        deepSpaces({ ...backbone, input: { ...backbone.input, ...change } }, ['1'], ['mean'])[0]!.key,
    );
    expect(new Set(keys).size).toBe(4);
  });
});

describe('bag-of-words', () => {
  const places = (text: string) =>
    [...bagOfWords.compute(text).entries()].flatMap(([i, value]) => (value > 0 ? [i] : []));

  it('counts words, whatever their case, their order and what stands between them', () => {
    expect(bagOfWords.compute('Free prize, FREE!')).toEqual(bagOfWords.compute('free free prize'));
    expect(bagOfWords.compute('ﬁne')).toEqual(bagOfWords.compute('fine'));
    expect(places('one two three')).toHaveLength(3);
    expect(places('don’t 10 é')).toHaveLength(4);
  });

  it('weighs a word by log(1 + count) and has length 1', () => {
    const [a, b] = ['aa', 'bb'].map((word) => places(word)[0]!);
    const vector = bagOfWords.compute('aa aa aa bb');
    expect(vector[a!]! / vector[b!]!).toBeCloseTo(Math.log(4) / Math.log(2), 5);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  });

  it('puts a word where FNV-1a does', () => {
    // Of "foobar" the 32-bit hash is 0xbf9cf968, by the test vectors of its authors.
    expect(places('foobar')).toEqual([0xbf9cf968 % 4096]);
  });

  it('splits scripts without spaces into characters', () => {
    expect(places('你好')).toEqual(places('你 好'));
    expect(places('привет')).toHaveLength(1);
  });

  it('is zero where there are no words', () => {
    expect(bagOfWords.compute('🎉 !!').every((value) => value === 0)).toBe(true);
  });
});
