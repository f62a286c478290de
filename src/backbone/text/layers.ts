import { type Layer, listLayers, type OnnxModel, type Shapes } from '../../graph/index.ts';
import { layerName } from '../layers/layer-table.ts';
import { probeBatch, probeShapes } from '../layers/probe.ts';
import { padBatch } from '../tokenizer/token-batch.ts';
import type { TextCard } from '../types.ts';
import type { TextFeeds } from './feeds.ts';

/** Tokens of the probing runs: two numbers show which dimensions follow the text. */
const probeLengths = [6, 7] as const;

/** List the layers of a text network, shallow to deep: tokens (T, D), with T as -1 where it follows the text, and vectors
 * (D,).
 * @throws {BackboneError} If the graph cannot run on token ids. */
export async function listTextLayers(card: TextCard, model: OnnxModel, feeds: TextFeeds): Promise<Layer[]> {
  const probe = (length: number): Promise<Shapes> => {
    const rows = Array.from({ length: probeBatch }, () => new Array<number>(length).fill(1));
    return probeShapes(model, feeds.feed(padBatch(rows, 0)), card.id);
  };
  const fixed = feeds.length;
  const shapes = await probe(fixed ?? probeLengths[0]);
  const others = fixed === undefined ? await probe(probeLengths[1]) : shapes;
  const tensors = listLayers(model, shapes, probeBatch, (name) => layerName(card, name) !== undefined);
  return tensors
    .map((layer): Layer => {
      const other = others.get(layer.name)?.slice(1);
      return { ...layer, shape: layer.shape.map((length, i) => (length === other?.[i] ? length : -1)) };
    })
    .filter((layer) => isTokens(layer, fixed) || isVector(layer, fixed));
}

function isTokens({ shape: [length, width, ...others] }: Layer, fixed: number | undefined): boolean {
  return length === (fixed ?? -1) && width !== undefined && width > 0 && others.length === 0;
}

/** A row with one number per token, made before any product, is a mask. */
function isVector({ shape, depth }: Layer, fixed: number | undefined): boolean {
  return shape.length === 1 && shape[0]! > 0 && !(shape[0] === fixed && depth === 0);
}
