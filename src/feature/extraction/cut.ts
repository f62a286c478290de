import type { Dataset } from '../../dataset/index.ts';
import { type ExtractionPlan, spacesByBackbone } from './pass.ts';
import { textOf } from './text-pass.ts';

/** A sentence for each backbone that does not see all of every text. They are told from the texts, so that they are the
 * same whether vectors are computed or come from the store.
 * Cost: every text is split into tokens once a backbone, about 1 ms for 1,000 characters. */
export function cutWarnings({ samples, modality }: Dataset, plan: ExtractionPlan): string[] {
  if (modality !== 'text') return [];
  return [...spacesByBackbone(plan).keys()].flatMap((backbone) => {
    if (backbone.modality !== 'text') return [];
    const cut = samples.filter((sample) => backbone.isCut(textOf(sample))).length;
    return cut === 0
      ? []
      : [
          `Backbone "${backbone.id}" reads at most ${backbone.input.maxTokens} tokens, so the end of ${cut} of ${samples.length} texts is cut off`,
        ];
  });
}
