import type { ReportData } from './data.ts';
import { islands } from './islands/registry.ts';
import { cellOf } from './lookup.ts';
import { createStore } from './store.ts';

/** Bring the static page to life: read its data, then mount the island of every element that names one. */
const data: ReportData = JSON.parse(document.getElementById('report-data')!.textContent);
const store = createStore(
  { cell: data.chosen, feature: cellOf(data, data.chosen).feature },
  (cell) => cellOf(data, cell).feature,
);
for (const root of document.querySelectorAll<HTMLElement>('[data-island]')) {
  // Each by itself: an island that fails says so in the console and leaves the others alone.
  queueMicrotask(() => islands[root.dataset.island!]!(root, data, store));
}
