import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { estimators, regressors, transformers } from '../../src/estimator/index.ts';

const page = readFileSync(new URL('../../experiments/README.md', import.meta.url), 'utf8');

const entries = [...estimators.entries, ...regressors.entries, ...transformers.entries];

describe.each(entries)('experiments/README.md', ({ id, params }) => {
  it(`lists ${id} with every parameter and its default`, () => {
    const line = page.split('\n').find((row) => row.startsWith(`| \`${id}\` |`));
    const { properties = {} } = z.toJSONSchema(params, { io: 'input' });
    for (const [name, property] of Object.entries(properties)) {
      const fallback = (property as { readonly default?: unknown }).default;
      const shown = typeof fallback === 'string' ? fallback : JSON.stringify(fallback);
      expect(line).toContain(`\`${name}\` ${shown}`);
    }
    expect(line).toBeDefined();
  });
});
