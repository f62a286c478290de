import type { LabelModel } from './fitted-one-vs-rest.ts';

/** Sentences for the report: how many labels have a single answer, and what the labels' models warn of, each once. */
export function labelWarnings(models: readonly LabelModel[]): string[] {
  const none = models.filter((model) => model === 0).length;
  const all = models.filter((model) => model === 1).length;
  const counts = new Map<string, number>();
  for (const model of models) {
    if (typeof model === 'number') continue;
    for (const warning of model.warnings) counts.set(warning, (counts.get(warning) ?? 0) + 1);
  }
  const said = [none > 0 && `${none} on no training sample`, all > 0 && `${all} on every training sample`];
  const parts = said.filter((part) => part !== false);
  return [
    ...(parts.length === 0
      ? []
      : [
          `${none + all} of ${models.length} labels have a single answer, as they are ${parts.join(' and ')}`,
        ]),
    ...Array.from(counts, ([warning, count]) => `${warning} (in ${count} of ${models.length} labels)`),
  ];
}
