import type { Rng } from '../../core/index.ts';
import type { Groups } from '../groups.ts';

/** Put whole groups into bins, each class spread over the bins by the given shares as well as groups allow:
 * groups with the most uneven classes first, each into the bin where the spread of its classes comes out best.
 * @param y int32, (nSamples,), class ids in [0, nClasses).
 * @param shares the share of every class that each bin should hold; they sum to 1.
 * @returns the bin of each sample, (nSamples,), in [0, shares.length).
 * Cost: O(nGroups · classes of a group · bins²).
 * Source: scikit-learn, `StratifiedGroupKFold`; with unequal shares the deviation is from each bin's own share. */
export function assignGroups(
  y: Int32Array,
  nClasses: number,
  groups: Groups,
  shares: readonly number[],
  rng: Pick<Rng, 'shuffle'>,
): Int32Array {
  const counts = Array.from({ length: groups.nGroups }, () => new Map<number, number>());
  const totals = new Float64Array(nClasses);
  y.forEach((label, i) => {
    const group = counts[groups.ids[i]!]!;
    group.set(label, (group.get(label) ?? 0) + 1);
    totals[label]! += 1;
  });

  const uneven = counts.map((group) => unevenness(group.values(), nClasses));
  const order = rng.shuffle(Array.from(counts.keys())).sort((a, b) => uneven[b]! - uneven[a]!);

  // held[bin][class]: share of the class that is in the bin so far.
  const held = shares.map(() => new Float64Array(nClasses));
  const fill = new Float64Array(shares.length);
  const binOfGroup = new Int32Array(groups.nGroups);
  for (const id of order) {
    const group = counts[id]!;
    const bin = bestBin(group, totals, held, fill, shares);
    binOfGroup[id] = bin;
    for (const [label, count] of group) {
      held[bin]![label]! += count / totals[label]!;
      fill[bin]! += count / shares[bin]!;
    }
  }
  return groups.ids.map((id) => binOfGroup[id]!);
}

/** The bin with the least uneven classes after the group went in; among equals the one that is emptiest for its share. */
function bestBin(
  group: ReadonlyMap<number, number>,
  totals: Float64Array,
  held: readonly Float64Array[],
  fill: Float64Array,
  shares: readonly number[],
): number {
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let bin = 0; bin < shares.length; bin++) {
    let cost = 0;
    // The other classes' spread is the same wherever the group goes.
    for (const [label, count] of group) {
      const added = count / totals[label]!;
      const assigned = held.reduce((sum, bin) => sum + bin[label]!, added);
      let squares = 0;
      for (let b = 0; b < shares.length; b++) {
        const share = held[b]![label]! + (b === bin ? added : 0);
        squares += (share - shares[b]! * assigned) ** 2;
      }
      cost += Math.sqrt(squares / shares.length);
    }
    const tolerance = 1e-9;
    if (cost < bestCost - tolerance || (cost < bestCost + tolerance && fill[bin]! < fill[best]!)) {
      best = bin;
      bestCost = cost;
    }
  }
  return best;
}

/** Grows with the standard deviation of `length` counts, of which those not given are 0; exact, so that equals tie. */
function unevenness(counts: Iterable<number>, length: number): number {
  let sum = 0;
  let squares = 0;
  for (const count of counts) {
    sum += count;
    squares += count * count;
  }
  return length * squares - sum * sum;
}
