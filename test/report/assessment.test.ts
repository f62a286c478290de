import { describe, expect, it } from 'vitest';
import { drawFigures } from '../../src/report/draw.ts';
import { type Phrase, renderPhrase } from '../../src/report/phrase.ts';
import { describeSimilarity } from '../../src/report/similarity.ts';
import { describeTransferability } from '../../src/report/transferability.ts';
import { createView } from '../../src/report/view.ts';
import { renderReport } from '../../src/report/write-report.ts';
import { parseResults, type Results } from '../../src/result/index.ts';
import { resultsFixture } from '../support/results-fixture.ts';

const text = (sentences: readonly Phrase[]) =>
  sentences.map((sentence) => renderPhrase(sentence, (name) => `“${name}”`));
const known = resultsFixture().transferability!;

/** The fixture after pruning: no cells on the two shallowest layers. */
function pruned(seesTestLabels: boolean): Results {
  // what data quality says names cells that are dropped here
  const { dataQuality: _, ...base } = resultsFixture();
  const dropped = new Set(known.spaces.slice(0, 2).map(({ id }) => id));
  return parseResults({
    ...base,
    cells: base.cells.filter(({ role, feature }) => role !== 'candidate' || !dropped.has(feature.id)),
    transferability: {
      ...known,
      spaces: known.spaces.map((space) => (dropped.has(space.id) ? { ...space, dropped: true } : space)),
      pruning: { score: 'logme', keep: 3, gap: 0.5, seesTestLabels },
    },
  });
}

describe('what the report says of layers before training', () => {
  it('names the layer that the score picked, what that costs, and how well it orders them', () => {
    const [pick, order, ...rest] = text(describeTransferability(createView(resultsFixture())));
    expect(pick).toBe(
      'Before any model was trained, LogME on 475 training samples of the first fold picked layer “expanded_conv_14/depthwise/hard_swish/mul_1”; after training it is the best.',
    );
    expect(order).toMatch(/^LogME orders the 8 layers much as training does: Kendall’s τ is 0\.\d\d, where/);
    expect(rest).toEqual([]);
  });

  it('says how far behind a wrong pick is, in points', () => {
    const fisher = known.predictions.find(({ score }) => score === 'fisher-ratio')!;
    const [pick, order] = text(
      describeTransferability(
        createView({
          ...resultsFixture(),
          transferability: {
            ...known,
            predictions: [fisher],
            pruning: { score: 'fisher-ratio', keep: 3, gap: 1, seesTestLabels: false },
          },
        }),
      ),
    );
    expect(pick).toMatch(
      /picked layer “expanded_conv\/add”; after training its best model is \d\d\.\d.points behind that of the best layer\.$/,
    );
    expect(order).toContain('hardly as training does');
  });

  it('lists what was dropped and why, and owns up to test labels only where they were seen', () => {
    const withLeak = text(describeTransferability(createView(pruned(true))));
    expect(withLeak[2]).toMatch(
      /^2 layers were dropped before training and never measured, each because its LogME is below the best by more than 50.% of its range; the best 3 are always kept: layer “.*expanded_conv\/add”, layer “.*expanded_conv_2\/add”\.$/,
    );
    expect(withLeak[3]).toContain('has seen test labels');
    expect(text(describeTransferability(createView(pruned(false))))).toHaveLength(3);
  });

  it('draws layers that were dropped with a cross', async () => {
    const drawn = await drawFigures(createView(pruned(true)));
    for (const id of ['transferability', 'similarity']) expect(drawn.get(id)!.wide.content).toContain('×');
    const whole = await drawFigures(createView(resultsFixture()));
    expect(whole.get('transferability')!.wide.content).not.toContain('×');
  });

  it('stands in both reports, and in neither where nothing was scored', async () => {
    const { transferability, similarity, ...bare } = resultsFixture();
    for (const { path, content } of await renderReport(pruned(true), undefined, ['html', 'markdown'])) {
      if (path.startsWith('report.')) expect(content, path).toContain('What was known before training');
    }
    for (const { path, content } of await renderReport(bare, undefined, ['html', 'markdown'])) {
      expect(content, path).not.toContain('What was known before training');
      expect(content, path).not.toContain('How alike the layers are');
    }
  });
});

describe('what the report says of similar layers', () => {
  const withNear = (value: number) => {
    const base = resultsFixture();
    const { similarity } = base;
    const debiased = similarity!.debiased.map((row, a) =>
      row.map((own, b) => (Math.abs(a - b) === 1 && a + b === 5 ? value : own)),
    );
    return text(describeSimilarity(createView({ ...base, similarity: { ...similarity!, debiased } })));
  };

  it('names near duplicates', () => {
    expect(withNear(0.97)).toEqual([
      'Two layers hold almost the same, so that one of them is enough: layer “expanded_conv_5/add” and layer “expanded_conv_9/add” (0.97).',
    ]);
  });

  it('names the most alike where none are', () => {
    expect(withNear(0.94)).toEqual([
      'No two layers are near duplicates; the most alike are layer “expanded_conv_5/add” and layer “expanded_conv_9/add” (0.94).',
    ]);
  });
});
