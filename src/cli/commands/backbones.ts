import type { BackboneCard, WeightSource } from '../../backbone/index.ts';
import { BackboneError, cannotFind, type Effects } from '../../core/index.ts';
import { formatTable } from '../table.ts';

export interface BackbonesOptions {
  readonly id?: string | undefined;
}

/** List the backbones known by name, or show one. */
export async function backbones({ id }: BackbonesOptions, { logger }: Effects): Promise<void> {
  const { backbones: registry } = await import('../../backbone/index.ts');
  if (id !== undefined && !registry.has(id)) {
    throw new BackboneError(cannotFind('backbone', id, registry.ids));
  }
  const lines =
    id === undefined
      ? formatTable(
          ['id', 'licence', 'weights', 'summary'],
          registry.entries.map((card) => [card.id, card.licence, describeSource(card.source), card.summary]),
        )
      : describeCard(registry.get(id));
  for (const line of lines) logger.info(line);
}

function describeCard(card: BackboneCard): readonly string[] {
  const { size, resize, kernel, channels, layout } = card.input;
  return [
    `${card.id}: ${card.title}`,
    `  ${card.summary}`,
    `  weights  ${describeSource(card.source)}, ${card.licence}`,
    `  paper    ${card.paper}`,
    `  input    ${size.join('×')} ${channels}, ${layout}, ${resize}, ${kernel}`,
    '  stages, shallow to deep',
    ...card.stages.map((stage) => `    ${stage}`),
  ];
}

function describeSource(source: WeightSource): string {
  return source.kind === 'npm' ? `npm ${source.package}@${source.version}` : source.path;
}
