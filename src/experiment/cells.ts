import type { ModelConfig, ResolvedConfig } from '../config/index.ts';
import { deriveSeed, type Task } from '../core/index.ts';
import type { FeatureSpace } from '../feature/index.ts';
import { modelEntry } from './models.ts';

/** One feature space with one model: the unit that is evaluated, kept in the journal and compared. */
export interface Cell {
  /** Readable and unique within a run: `raw-pixels + svm`. */
  readonly id: string;
  readonly role: 'candidate' | 'baseline' | 'control';
  readonly space: FeatureSpace;
  readonly model: ModelConfig;
  readonly seed: number;
  /** The labels are shuffled: a control. */
  readonly labels?: 'permuted';
}

/** The model that ignores the features, by task: of a multi-label set it answers label by label. */
export const floors: Readonly<Record<Task, string>> = {
  classification: 'majority',
  regression: 'mean',
  'multi-label': 'majority',
};

/** Every feature space with every model, and a model that ignores the features as the floor under all of them.
 * @param task of the data set. */
export function planCells(
  config: ResolvedConfig,
  spaces: readonly FeatureSpace[],
  task: Task = 'classification',
): readonly Cell[] {
  const names = modelNames(config.models);
  const cells = spaces.flatMap((space) =>
    config.models.map((model, i): Cell => {
      const id = `${space.id} + ${names[i]}`;
      const isControl = modelEntry(model.type).role === 'control' || space.weights === 'random';
      const role = isControl ? 'control' : space.kind === 'deep' ? 'candidate' : 'baseline';
      return { id, role, space, model, seed: deriveSeed(config.seed, names[i]!) };
    }),
  );
  const lowest = floors[task];
  const hasFloor = config.models.some(({ type }) => type === lowest);
  // What ignores the features does as well on the narrowest space as on any.
  const narrowest = [...spaces].sort((a, b) => a.dim - b.dim)[0];
  if (hasFloor || narrowest === undefined) return cells;
  const floor: Cell = {
    id: `${narrowest.id} + ${lowest}`,
    role: 'control',
    space: narrowest,
    model: { type: lowest, implementation: 'strata', params: {}, settings: [{}] },
    seed: config.seed,
  };
  return [...cells, floor];
}

/** `svm`, `svm (mljs)`, and `svm #2` where a type stands more than once. */
function modelNames(models: readonly ModelConfig[]): readonly string[] {
  const seen = new Map<string, number>();
  return models.map(({ type, implementation }) => {
    const name = implementation === 'strata' ? type : `${type} (${implementation})`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}
