import { describe, expect, it } from 'vitest';
import { backbones, type TextCard } from '../../src/backbone/index.ts';
import { createRng } from '../../src/core/index.ts';
import { importTfjsGraphModel, sparseInputs, takePaddedTokens } from '../../src/graph/index.ts';
import { graphFilesOf, paddedTokens, runner, sentenceParity } from '../support/parity.ts';
import { relativeError } from '../support/tfjs.ts';

const card = backbones.get('use-lite') as TextCard;
const sentence = 'module_apply_default/Encoder_en/hidden_layers/l2_normalize';

/** Sentences of seeded pieces. */
function sentencesOf(lengths: readonly number[]): number[][] {
  const rng = createRng(11);
  return lengths.map((length) => Array.from({ length }, () => rng.int(8000)));
}

describe('use-lite equals TensorFlow.js on the same graph', () => {
  it.each([
    ['short ones', [1, 2, 3, 5, 8, 13, 21, 34, 7, 7]],
    ['one longer than the graph takes', [150, 4, 128]],
    ['a single one', [6]],
  ])('in every tensor of the trunk, sentences: %s', async (_title, lengths) => {
    const { differences } = await sentenceParity(card, sentencesOf(lengths));
    expect(differences.size).toBeGreaterThanOrEqual(18);
    expect([...differences].filter(([, difference]) => !(difference < 1e-3))).toEqual([]);
  });
});

describe('use-lite', () => {
  const encode = async (sentences: readonly (readonly number[])[]) => {
    const { model, weights } = graphFilesOf(card);
    const sparse = card.sparseTokens!;
    const imported = importTfjsGraphModel(model, weights, (name) => name === sentence, sparseInputs(sparse));
    const run = await runner(takePaddedTokens(imported, sparse));
    const { dims, data } = (await run.feed(paddedTokens(sentences)))[sentence]!;
    await run.release();
    return sentences.map((_, i) => (data as Float32Array).subarray(i * dims[1]!, (i + 1) * dims[1]!));
  };

  it('gives a sentence one embedding, whatever its neighbours, and one to those without pieces', async () => {
    const sentences = [[], ...sentencesOf([4, 90, 1]), []];
    const together = await encode(sentences);
    for (const i of [1, 2, 3]) {
      const [alone] = await encode([sentences[i]!]);
      expect(relativeError(together[i]!, alone!)).toBeLessThan(1e-5);
    }
    expect(together.every((embedding) => embedding.every(Number.isFinite))).toBe(true);
    expect(relativeError(together[0]!, together[4]!)).toBe(0);
  });
});
