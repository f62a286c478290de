import type { ModelConfig, ResolvedConfig } from '../config/index.ts';
import { deriveSeed } from '../core/index.ts';
import { estimators } from '../estimator/index.ts';
import type { FeatureSpace } from '../feature/index.ts';

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

const majority: ModelConfig = { type: 'majority', implementation: 'strata', params: {}, settings: [{}] };

/** Every feature space with every model, and the majority class as the floor under all of them. */
export function planCells(config: ResolvedConfig, spaces: readonly FeatureSpace[]): readonly Cell[] {
  const names = modelNames(config.models);
  const cells = spaces.flatMap((space) =>
    config.models.map((model, i): Cell => {
      const id = `${space.id} + ${names[i]}`;
      const isControl = estimators.get(model.type).role === 'control' || space.weights === 'random';
      const role = isControl ? 'control' : space.kind === 'deep' ? 'candidate' : 'baseline';
      return { id, role, space, model, seed: deriveSeed(config.seed, names[i]!) };
    }),
  );
  const hasFloor = config.models.some(({ type }) => type === majority.type);
  // The majority class ignores the features: the narrowest space is as good as any.
  const narrowest = [...spaces].sort((a, b) => a.dim - b.dim)[0];
  if (hasFloor || narrowest === undefined) return cells;
  const floor: Cell = {
    id: `${narrowest.id} + majority`,
    role: 'control',
    space: narrowest,
    model: majority,
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
