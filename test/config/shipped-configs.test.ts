import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema, loadConfig } from '../../src/config/index.ts';
import { catalog } from '../../src/experiment/index.ts';

const folder = fileURLToPath(new URL('../../experiments/configs', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const validate = new Ajv2020({ allErrors: true }).compile(configJsonSchema(catalog()));

it.each(names)('%s loads, and editors accept it', async (name) => {
  const { config } = await loadConfig(name, { catalog: catalog(), cwd: folder });
  expect(config.models.length).toBeGreaterThan(0);
  const isValid = validate(parse(readFileSync(`${folder}/${name}`, 'utf8')));
  expect(isValid, JSON.stringify(validate.errors)).toBe(true);
});

it('the schema beside them is the one of this version', () => {
  const shipped = JSON.parse(readFileSync(`${folder}/strata.schema.json`, 'utf8'));
  expect(shipped).toEqual(JSON.parse(JSON.stringify(configJsonSchema(catalog()))));
});
