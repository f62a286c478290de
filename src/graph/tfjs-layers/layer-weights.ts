import type { Constant } from '../tfjs/types.ts';
import { layerRefusal, type Place } from './options.ts';

/** Finds weights by layer and name. */
export interface LayerWeights {
  /** @param layer the layer's own name, without those of the models around it.
   * @throws {BackboneError} If several fit. */
  find(place: Place, layer: string, weight: string): Constant | undefined;
}

/** Index the weights of a manifest. Most are named `<layer>/<weight>`; some exporters put the names of models before, of
 * cells between, or `:0` behind. */
export function indexWeights(constants: ReadonlyMap<string, Constant>): LayerWeights {
  const byWeight = new Map<string, { scopes: readonly string[]; constant: Constant }[]>();
  for (const [name, constant] of constants) {
    const scopes = name.replace(/:\d+$/, '').split('/');
    const weight = scopes.pop()!;
    byWeight.set(weight, [...(byWeight.get(weight) ?? []), { scopes, constant }]);
  }
  return {
    find: (place, layer, weight) => {
      const exact = constants.get(`${layer}/${weight}`);
      if (exact !== undefined) return exact;
      const fitting = (byWeight.get(weight) ?? []).filter(({ scopes }) => endsWith(scopes, layer));
      if (fitting.length > 1) {
        const names = fitting.map(({ constant }) => `"${constant.name}"`).join(', ');
        throw layerRefusal(place, `its weight "${weight}" must be the only one of its name`, names);
      }
      return fitting[0]?.constant;
    },
  };
}

/** Whether the innermost scopes are the layer's, itself perhaps of several parts, with at most a cell inside. */
function endsWith(scopes: readonly string[], layer: string): boolean {
  const path = scopes.join('/');
  const outside = scopes.slice(0, -1).join('/');
  return [path, outside].some((scope) => scope === layer || scope.endsWith(`/${layer}`));
}
