import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBackbone, type Pooling, type SourceSpec, type TextBackbone } from '../../src/backbone/index.ts';
import { silentEffects } from '../../src/core/index.ts';
import { encodeModel, type OnnxModel } from '../../src/graph/index.ts';
import { smallTransformer } from '../support/small-transformer.ts';
import { tempFolder } from '../support/temp-folder.ts';

const tokenizer = fileURLToPath(new URL('../golden/backbone/wordpiece', import.meta.url));
const bertLike = smallTransformer({ blocks: 2, norm: 'last', vocabulary: 300, mask: true });

/** A folder with a graph and, beside it or above it, its tokenizer. */
function folderOf(model: OnnxModel, place: '.' | '..' | 'none' = '.'): string {
  const folder = join(tempFolder(), 'onnx');
  mkdirSync(folder);
  writeFileSync(join(folder, 'small.onnx'), encodeModel(model));
  if (place !== 'none') {
    for (const file of ['tokenizer.json', 'tokenizer_config.json'])
      copyFileSync(join(tokenizer, file), join(folder, place, file));
  }
  return folder;
}

async function open(
  model: OnnxModel,
  spec: Partial<SourceSpec> = {},
  place?: '.' | '..' | 'none',
): Promise<TextBackbone> {
  const cwd = folderOf(model, place);
  const backbone = await openBackbone({ onnx: 'small.onnx', ...spec }, silentEffects({ cwd }));
  if (backbone.modality !== 'text') throw new TypeError('it must take texts');
  return backbone;
}

async function vectors(backbone: TextBackbone, texts: readonly string[], poolings: readonly Pooling[]) {
  const taps = backbone.stages.flatMap((layer) => poolings.map((pooling) => ({ layer, pooling })));
  const tapped = await backbone.tap(taps, { threads: 1 });
  const values = await tapped.run(texts);
  await tapped.release();
  return { values, dims: tapped.dims };
}

/** Greatest difference of two vectors, by the greatest value of the first. */
function difference(a: Float32Array, b: Float32Array): number {
  const greatest = a.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0) / greatest;
}

describe('a graph of token ids', () => {
  it('is a text backbone by the tokenizer beside it', async () => {
    const backbone = await open(bertLike);
    expect(backbone).toMatchObject({ id: 'small', modality: 'text', input: { maxTokens: 16, prefix: '' } });
    expect(backbone.stages).toEqual(['embeddings', 'block1', 'block2']);
    const layers = backbone.select('stages');
    expect(layers.map(({ shape }) => shape)).toEqual([
      [-1, 8],
      [-1, 8],
      [-1, 8],
    ]);
    expect(layers.map(({ operator }) => operator)).toEqual([
      'Gather',
      'LayerNormalization',
      'LayerNormalization',
    ]);
  });

  it('finds its tokenizer in the folder above, or where it is told', async () => {
    const [beside, above, told] = await Promise.all([
      open(bertLike),
      open(bertLike, {}, '..'),
      open(bertLike, { tokenizer: join(tokenizer, 'tokenizer.json') }, 'none'),
    ]);
    expect(above.input).toEqual(beside.input);
    expect(told.input).toEqual(beside.input);
  });

  it.each([
    ['first', false, ['embeddings', 'block1', 'block2', 'block3']],
    ['last', false, ['embeddings', 'block1', 'block2', 'block3']],
    ['first', true, ['embeddings', 'block1', 'block2', 'block3', 'vector']],
    ['last', true, ['embeddings', 'block1', 'block2', 'block3', 'vector']],
  ] as const)('finds the blocks where they normalise %s (vector: %s)', async (norm, vector, stages) => {
    const model = smallTransformer({ blocks: 3, norm, vector, vocabulary: 300, mask: true });
    const backbone = await open(model);
    expect(backbone.stages).toEqual(stages);
    const raw = await open(model, { stages: ['embeddings', '*block?', ...(vector ? ['vector'] : [])] });
    expect(raw.stages).toEqual(stages);
  });

  it('feeds int32 where the graph takes it', async () => {
    const narrow = await open(
      smallTransformer({ blocks: 2, norm: 'last', vocabulary: 300, mask: true, integers: 'int32' }),
    );
    const texts = ['The quick brown fox', 'a'];
    expect(await vectors(narrow, texts, ['mean'])).toEqual(
      await vectors(await open(bertLike), texts, ['mean']),
    );
  });

  it('cuts off what goes beyond its tokens, and says so', async () => {
    const backbone = await open(bertLike, { input: { maxTokens: 5 } });
    expect(['the dog', 'the dog sleeps on and on and on'].map((text) => backbone.isCut(text))).toEqual([
      false,
      true,
    ]);
    const { values } = await vectors(backbone, ['the dog and on', 'the dog and sleeps'], ['mean']);
    for (const layer of values) expect(layer.subarray(0, 8)).toEqual(layer.subarray(8));
  });

  it('puts the prefix before every text', async () => {
    const [plain, prefixed] = await Promise.all([
      open(bertLike),
      open(bertLike, { input: { prefix: 'the ' } }),
    ]);
    expect(await vectors(prefixed, ['dog'], ['mean'])).toEqual(await vectors(plain, ['the dog'], ['mean']));
  });
});

const poolings = ['mean', 'max', 'cls', 'last-token'] as const;
const words = fc.constantFrom(
  'the',
  'dog',
  'transformer',
  'prices',
  'café',
  '🎉',
  '你',
  '.',
  'sleeps',
  'and',
);
const text = fc.array(words, { maxLength: 20 }).map((list) => list.join(' '));

describe.each([
  ['with a mask', { mask: true }],
  ['without a mask', { mask: false }],
  ['of one length', { mask: true, length: 12 }],
] as const)('vectors of a graph %s', (_, shape) => {
  it('do not depend on the batch', async () => {
    const backbone = await open(smallTransformer({ blocks: 2, norm: 'first', vocabulary: 300, ...shape }));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 6 }), async (texts) => {
        const together = await vectors(backbone, texts, poolings);
        const turned = await vectors(backbone, texts.toReversed(), poolings);
        for (const [i, alone] of texts.entries()) {
          const single = await vectors(backbone, [alone], poolings);
          together.dims.forEach((dim, t) => {
            const at = (values: Float32Array, row: number) => values.subarray(row * dim, (row + 1) * dim);
            expect(difference(single.values[t]!, at(together.values[t]!, i))).toBeLessThanOrEqual(1e-5);
            const row = texts.length - 1 - i;
            expect(difference(single.values[t]!, at(turned.values[t]!, row))).toBeLessThanOrEqual(1e-5);
          });
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('use-lite', () => {
  const texts = [
    'How old are you?',
    'What is your age?',
    'The train to Berlin leaves at noon, and it is late again.',
  ];

  it('gives every text the same vector in any batch', async () => {
    const backbone = (await openBackbone('use-lite', silentEffects())) as TextBackbone;
    const together = await vectors(backbone, texts, ['mean', 'max']);
    for (const [i, alone] of texts.entries()) {
      const single = await vectors(backbone, [alone], ['mean', 'max']);
      together.dims.forEach((dim, t) => {
        const row = together.values[t]!.subarray(i * dim, (i + 1) * dim);
        expect(difference(single.values[t]!, row)).toBeLessThanOrEqual(1e-5);
      });
    }
  });

  it('brings questions of one meaning together', async () => {
    const backbone = (await openBackbone('use-lite', silentEffects())) as TextBackbone;
    const { values, dims } = await vectors(backbone, texts, ['mean']);
    const rows = texts.map((_, i) => values.at(-1)!.subarray(i * dims.at(-1)!, (i + 1) * dims.at(-1)!));
    const similarity = (a: number, b: number) =>
      rows[a]!.reduce((sum, value, j) => sum + value * rows[b]![j]!, 0);
    expect(similarity(0, 0)).toBeCloseTo(1, 4);
    expect(similarity(0, 1)).toBeGreaterThan(similarity(0, 2) + 0.3);
  });
});

describe('refusals', () => {
  it('says that a tokenizer is missing', async () => {
    await expect(open(bertLike, {}, 'none')).rejects.toThrow(
      /^Cannot use "small.onnx" as a graph that takes token ids needs its tokenizer.json: there is none at ".*"$/,
    );
  });

  it('says that a text has no pixels', async () => {
    await expect(open(bertLike, { input: { maxTokens: 8, mean: [0, 0, 0] } })).rejects.toThrow(
      'Cannot use "small.onnx" as its graph takes texts, whose input has "maxTokens" and "prefix" alone: "mean"',
    );
  });

  it('says which inputs it does not know', async () => {
    const { graph, ...rest } = bertLike;
    const renamed = graph.input.map((info) =>
      info.name === 'attention_mask' ? { ...info, name: 'bias' } : info,
    );
    const node = graph.node.map((one) => ({
      ...one,
      input: one.input.map((name) => (name === 'attention_mask' ? 'bias' : name)),
    }));
    await expect(open({ ...rest, graph: { ...graph, node, input: renamed } })).rejects.toThrow(
      'Cannot use backbone "small" as its inputs must be token ids with, at most, a mask, types and positions beside them: "input_ids", "bias"',
    );
  });

  it('says that tokens of any number cannot be flattened', async () => {
    const backbone = await open(bertLike);
    expect(() => backbone.dimOf({ layer: 'block1', pooling: 'flatten' })).toThrow(
      'Cannot pool layer "block1" by "flatten" as the layer must have the same size for every sample: its shape is ?×8',
    );
  });
});

const minilm = process.env.STRATA_MINILM;
describe.skipIf(!minilm)('MiniLM', () => {
  it('gives the embeddings of transformers', async () => {
    const golden: { texts: string[]; embeddings: number[][] } = JSON.parse(
      readFileSync(join(minilm!, 'embeddings.json'), 'utf8'),
    );
    const backbone = (await openBackbone(
      { onnx: 'model.onnx' },
      silentEffects({ cwd: minilm! }),
    )) as TextBackbone;
    expect(backbone.stages).toEqual(['embeddings', ...[1, 2, 3, 4, 5, 6].map((i) => `block${i}`)]);
    const tapped = await backbone.tap([{ layer: 'block6', pooling: 'mean' }]);
    const [values] = await tapped.run(golden.texts);
    golden.embeddings.forEach((expected, i) => {
      const actual = values!.subarray(i * 384, (i + 1) * 384);
      const dot = actual.reduce((sum, value, j) => sum + value * expected[j]!, 0);
      expect(dot / (Math.hypot(...actual) * Math.hypot(...expected))).toBeGreaterThanOrEqual(0.999);
    });
  });
});
