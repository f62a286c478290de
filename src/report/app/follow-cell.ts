import type { Store } from './store.ts';

/** Show something of the chosen cell, now and whenever another one is chosen.
 * @param show is given the cell's id. */
export function followCell(store: Store, show: (cell: string) => void): void {
  show(store.get().cell);
  store.subscribe((now, before) => {
    if (now.cell !== before.cell) show(now.cell);
  });
}
