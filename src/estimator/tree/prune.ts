import type { GrownNode } from './grow.ts';

/** Cut branches whose gain per leaf, as a share of the tree's weight, is at most `alpha`: the weakest first, as cutting
 * it changes those above it.
 * Source: Breiman et al., Classification and Regression Trees (1984), §3.3.
 * Cost: O(nodes) per branch that is cut. */
export function prune(nodes: readonly GrownNode[], weight: number, alpha: number): void {
  const leafRisk = new Float64Array(nodes.length);
  const nLeaves = new Int32Array(nodes.length);
  for (;;) {
    let weakest = -1;
    let least = alpha;
    // children come after their parents
    for (let at = nodes.length - 1; at >= 0; at--) {
      const { left, risk } = nodes[at]!;
      if (left < 0) {
        leafRisk[at] = risk;
        nLeaves[at] = 1;
        continue;
      }
      leafRisk[at] = leafRisk[left]! + leafRisk[left + 1]!;
      nLeaves[at] = nLeaves[left]! + nLeaves[left + 1]!;
      const strength = (risk - leafRisk[at]!) / weight / (nLeaves[at]! - 1);
      if (strength > least) continue;
      least = strength;
      weakest = at;
    }
    if (weakest < 0) return;
    const node = nodes[weakest]!;
    node.left = -1;
    node.split = undefined;
    node.gain = 0;
  }
}
