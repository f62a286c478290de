import type { ReportData } from './data.ts';
import type { Store } from './store.ts';

/** A part of the page that comes alive. One file each in `islands/`, one line in `islands/registry.ts`.
 * @param root the element of the static page with `data-island="<name>"`: what it holds already may be kept. */
export type Island = (root: HTMLElement, data: ReportData, store: Store) => void;
