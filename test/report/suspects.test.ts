import { describe, expect, it } from 'vitest';
import { renderPhrase } from '../../src/report/phrase.ts';
import { suspectGroups } from '../../src/report/suspects.ts';
import { createView } from '../../src/report/view.ts';
import { type Exploration, parseResults } from '../../src/result/index.ts';
import { dataQualityFixture } from '../support/data-quality-fixture.ts';
import { explorationFixture } from '../support/exploration-fixture.ts';

const { results, exploration } = await explorationFixture();

function cardsOf(id: string, quality = results.dataQuality, explored: Exploration = exploration) {
  const view = createView(parseResults({ ...results, dataQuality: quality }), explored);
  const cards = suspectGroups(view).find((group) => group.id === id)?.cards;
  return cards?.map(({ rows, note }) => [rows, renderPhrase(note, (name) => `<${name}>`)]);
}

describe('cards of suspicious samples', () => {
  it('hold both samples of a pair, what kind of copy they are, and whether one gave the other away', () => {
    expect(cardsOf('duplicates')).toEqual([
      [[0, 1], 'Near copy, difference 0.040; <animal> ≠ <plant>; one trained what the other tested.'],
      [[4, 5], 'Same bytes; one trained what the other tested.'],
      [[8, 9], 'Mirrored copy, difference 0.040.'],
    ]);
  });

  it('hold the label that was given beside the one that is suggested, and how far an outlier lies', () => {
    expect(cardsOf('labels')![0]).toEqual([[2], 'Labelled <animal> (2\u00a0%), rather <plant> (80\u00a0%).']);
    expect(cardsOf('outliers')![0]).toEqual([[3], '2.5 times as far from its nearest others as usual.']);
  });

  it('leave out samples that the exploration does not hold, and kinds without any', () => {
    const quality = dataQualityFixture(results, 5);
    expect(cardsOf('outliers', quality)).toHaveLength(3);
    const { labelErrors: _, ...others } = quality;
    expect(cardsOf('labels', others)).toBeUndefined();
  });

  it('are none where there is neither picture nor text to look at', () => {
    const { thumbnails: _, ...samples } = exploration.samples;
    expect(cardsOf('duplicates', results.dataQuality, { ...exploration, samples })).toBeUndefined();
    const texts = samples.ids.map((id) => `text of ${id}`);
    expect(
      cardsOf('duplicates', results.dataQuality, { ...exploration, samples: { ...samples, texts } }),
    ).toHaveLength(3);
  });
});
