import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BackboneError, type Effects } from '../../core/index.ts';
import type { OnnxModel } from '../../graph/index.ts';
import { localId } from '../format/local-onnx.ts';
import type { Weights } from '../source/open.ts';
import { specName } from '../source/spec.ts';
import { openTokenizer } from '../tokenizer/open.ts';
import type { SourceSpec, TextBackbone, TextCard, TextInput, WeightSource } from '../types.ts';
import type { Variant } from '../variant.ts';
import { createTextBackbone } from './create.ts';

/** Position embeddings of BERT and its kin end here. */
const usualMaxTokens = 512;

/** Make a backbone of a graph that is no card's and takes token ids, with the tokenizer that lies beside it.
 * @throws {BackboneError} If there is no tokenizer, `input` speaks of pixels, or the graph cannot run. */
export async function openTextSource(
  spec: SourceSpec,
  source: WeightSource,
  model: OnnxModel,
  weights: Weights,
  effects: Effects,
  variant: Variant,
): Promise<TextBackbone> {
  const name = specName(spec);
  const given = textInput(spec, name);
  const weightsHash = weights.hash();
  const opened = await openTokenizer(
    'tokenizer-json',
    await readTokenizer(spec, source, weights, effects),
    name,
  );
  const card: TextCard = {
    id: localId(name),
    title: localId(name),
    summary: `Graph of ${name}`,
    modality: 'text',
    format: 'onnx',
    source,
    licence: 'unknown',
    paper: '',
    input: { maxTokens: Math.min(opened.tokenizer.maxTokens ?? usualMaxTokens, usualMaxTokens), ...given },
    tokenizer: { kind: 'tokenizer-json', files: ['tokenizer.json', 'tokenizer_config.json'] },
    stages: spec.stages ?? [],
  };
  return createTextBackbone(card, model, weightsHash, opened, variant);
}

function textInput({ input = {} }: SourceSpec, name: string): Partial<TextInput> {
  const { maxTokens, prefix, ...pixels } = input;
  const [strange] = Object.keys(pixels);
  if (strange !== undefined) {
    throw new BackboneError(
      `Cannot use "${name}" as its graph takes texts, whose input has "maxTokens" and "prefix" alone: "${strange}"`,
    );
  }
  return { ...(maxTokens !== undefined && { maxTokens }), ...(prefix !== undefined && { prefix }) };
}

/** `tokenizer.json` and, where there is one, `tokenizer_config.json` beside it. */
async function readTokenizer(
  spec: SourceSpec,
  source: WeightSource,
  weights: Weights,
  { cwd }: Effects,
): Promise<Uint8Array[]> {
  if (spec.tokenizer !== undefined || source.kind === 'file') {
    const folder = source.kind === 'file' ? dirname(source.path) : cwd;
    const places =
      spec.tokenizer !== undefined
        ? [resolve(cwd, spec.tokenizer)]
        : [join(folder, 'tokenizer.json'), join(folder, '..', 'tokenizer.json')];
    return readLocal(places, specName(spec));
  }
  const json = await weights.read('tokenizer.json');
  const config = await weights.read('tokenizer_config.json').catch((error: unknown) => {
    if (error instanceof BackboneError) return undefined;
    throw error;
  });
  return config === undefined ? [json] : [json, config];
}

async function readLocal(places: readonly string[], name: string): Promise<Uint8Array[]> {
  for (const place of places) {
    const json = await readFile(place).catch(() => undefined);
    if (json === undefined) continue;
    const config = await readFile(join(dirname(place), 'tokenizer_config.json')).catch(() => undefined);
    return config === undefined ? [json] : [json, config];
  }
  throw new BackboneError(
    `Cannot use "${name}" as a graph that takes token ids needs its tokenizer.json: there is none at "${places[0]}"`,
  );
}
