import type { Effects } from '../../core/index.ts';

/** Print the JSON Schema of configs, for editors. */
export async function schema(_options: object, { logger }: Effects): Promise<void> {
  const [{ configJsonSchema }, { catalog }] = await Promise.all([
    import('../../config/index.ts'),
    import('../../experiment/index.ts'),
  ]);
  logger.info(JSON.stringify(configJsonSchema(catalog()), null, 2));
}
