import type { OnnxModel } from '../graph/index.ts';
import { createBackbone } from './image/create.ts';
import { createTextBackbone } from './text/create.ts';
import { openTokenizer } from './tokenizer/open.ts';
import type { Backbone, BackboneCard } from './types.ts';
import { plainVariant, type Variant } from './variant.ts';

/** Make a backbone of a card's model.
 * @param read gives a file of the card's source by its name there.
 * @throws {BackboneError} If the graph cannot run, a stage names no layer, or the tokenizer cannot be had. */
export async function buildBackbone(
  card: BackboneCard,
  model: OnnxModel,
  weightsHash: string,
  read: (name: string) => Promise<Uint8Array>,
  variant: Variant = plainVariant,
): Promise<Backbone> {
  if (card.modality === 'image') return createBackbone(card, model, weightsHash, variant);
  const files: Uint8Array[] = [];
  for (const name of card.tokenizer.files) files.push(await read(name));
  const opened = await openTokenizer(card.tokenizer.kind, files, card.id);
  return createTextBackbone(card, model, weightsHash, opened, variant);
}
