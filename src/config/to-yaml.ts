import { Document, isScalar, visit, type YAMLMap } from 'yaml';
import type { ModelConfig, ResolvedConfig } from './types.ts';

/** A config file in full form; loading it gives the same resolved config. What a model's hyper-parameters are by default
 * stands in comments. */
export function resolvedToYaml(config: ResolvedConfig): string {
  const { preset, ...fields } = config;
  const { dataset, transform, models } = fields;
  const { type, maxSkipped, options } = dataset;
  const document = new Document(
    {
      ...fields,
      dataset: { type, maxSkipped, ...options },
      transform: transform.map(({ type, implementation, params }) => ({ type, implementation, ...params })),
      models: models.map(({ type, implementation, params }) => ({ type, implementation, ...params })),
    },
    { aliasDuplicateObjects: false },
  );
  if (preset !== undefined) document.commentBefore = ` preset ${preset.id}, spelled out`;
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every(isScalar);
    },
  });
  models.forEach((model, i) => {
    const defaults = defaultsOf(model);
    if (defaults !== '')
      (document.getIn(['models', i]) as YAMLMap).commentBefore = ` by default: ${defaults}`;
  });
  return document.toString({ lineWidth: 110, flowCollectionPadding: false });
}

function defaultsOf({ params, settings }: ModelConfig): string {
  return Object.entries(settings[0] ?? {})
    .filter(([key]) => !Object.hasOwn(params, key))
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ');
}
