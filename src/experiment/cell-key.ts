import type { ResolvedConfig } from '../config/index.ts';
import { canonicalHash, deriveSeed, sha256 } from '../core/index.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import { evaluationCodeHash } from './code-hash.ts';

export interface KeyInput {
  readonly data: EvaluationData;
  /** Content hash per row, so that the key knows the samples behind the features. */
  readonly sampleKeys: readonly string[];
  readonly config: ResolvedConfig;
}

/** What a cell's evaluation depends on beside its features, labels and folds. */
export function settingOf(
  { model, role, seed }: Cell,
  { transform, evaluation, seed: runSeed }: ResolvedConfig,
) {
  const isPickable = evaluation.selection === 'nested' && role !== 'control';
  return {
    model,
    transform,
    tune: evaluation.tune,
    ...(isPickable && { selectionSeed: deriveSeed(runSeed, 'selection') }),
    metrics: evaluation.metrics,
    seed,
  };
}

/** Name a cell by everything its evaluation depends on: samples, features, labels, folds, model, transforms, tuning,
 * metrics, seed, and the code. */
export async function cellKeys({ data, sampleKeys, config }: KeyInput): Promise<(cell: Cell) => string> {
  const shared = canonicalHash({ code: await evaluationCodeHash(), sampleKeys, data: dataHash(data) });
  return (cell) => canonicalHash({ shared, space: cell.space.key, ...settingOf(cell, config) });
}

function dataHash({ y, nClasses, targets, folds, groups }: EvaluationData): string {
  const bytes = ({ buffer, byteOffset, byteLength }: Int32Array | Float64Array | Uint8Array) =>
    sha256(new Uint8Array(buffer, byteOffset, byteLength));
  return canonicalHash({
    y: bytes(y),
    nClasses,
    ...(targets?.task === 'regression' && { numbers: bytes(targets.values) }),
    ...(targets?.task === 'multi-label' && { labels: [bytes(targets.Y.data), targets.Y.cols] }),
    folds: folds.map(({ train, test }) => [bytes(train), bytes(test)]),
    groups: groups?.map((group) => group ?? null),
  });
}
