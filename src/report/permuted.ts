import type { ResultCell } from '../result/index.ts';

/** Whether a cell was evaluated with shuffled labels. */
export function isPermuted({ labels }: ResultCell): boolean {
  return labels === 'permuted';
}
