import type { ExplorationMap } from '../../../result/index.ts';
import { count, formatNumber } from '../../format.ts';
import { inMethodOrder, methodNote } from '../../maps.ts';
import { element, fill } from '../elements/element.ts';
import { hideTooltip } from '../elements/tooltip.ts';
import type { Island } from '../island.ts';
import { cellOf, featureOf } from '../lookup.ts';
import { type ColourBy, colouringOf, colouringsOf } from '../map/colouring.ts';
import { createControls } from '../map/controls.ts';
import { createExplorer } from '../map/explorer.ts';
import { followKeys } from '../map/keyboard.ts';
import { groupSizes, legend } from '../map/legend.ts';
import { createScene } from '../map/live-scene.ts';
import { createPicture, followSize } from '../map/picture.ts';
import { pinnedPanel } from '../map/pinned.ts';
import { followPointer } from '../map/pointer.ts';
import { selectedPanel } from '../map/selected.ts';
import { fitted } from '../map/viewport.ts';

/** The samples on a plane: to look at one, to see what lies near it in each layer, and to list what lies together. */
export const map: Island = (root, data, store) => {
  const exploration = data.exploration!;
  const { maps, samples } = exploration;
  const colourTexts = {
    class: 'Class',
    number: data.targetName ?? 'Number',
    'rarest-label': 'Rarest label',
    part: samples.splits ? 'Split' : 'Fold',
    outcome: 'Right or wrong',
    error: 'Size of the error',
    'missed-labels': 'Wrong labels',
    cluster: 'Cluster',
    nothing: 'Nothing',
  } as const satisfies Readonly<Record<ColourBy, string>>;
  const methodsOf = (feature: string) => inMethodOrder(maps.filter((of) => of.feature === feature));
  const firstOf = (feature: string) => methodsOf(feature)[0];
  const first = firstOf(store.get().feature) ?? inMethodOrder(maps)[0]!;

  const { canvas, help } = createPicture();
  const groups = element('div');
  const note = element('p', { class: 'map-note' });
  const status = element('p', { class: 'visually-hidden', role: 'status' });
  const pinned = element('div');
  const selected = element('div');
  let by: ColourBy = availableNow()[0]!;
  let isLasso = false;

  const scene = createScene(canvas, {
    points: first,
    colouring: coloured(),
    hidden: new Set(),
    viewport: fitted(0, 0),
    neighbours: [],
    outline: [],
  });
  const explorer = createExplorer(canvas, scene, data, store, {
    pinned: (row) => {
      showPinned(row);
      if (row !== undefined)
        fill(status, `Pinned ${samples.ids[row]}; its neighbours are listed below the map.`);
    },
    selected: (rows) => {
      showSelected(rows);
      if (rows !== undefined)
        fill(status, `${count(rows.length, 'sample')} in the outline, listed below the map.`);
    },
  });
  const controls = createControls({
    choose: (feature, method) => {
      const found = maps.find((of) => of.feature === feature && of.method === method) ?? firstOf(feature)!;
      show(found);
      if (store.get().feature !== feature) store.set({ feature });
    },
    colourBy: (chosen) => {
      by = chosen;
      scene.set({ hidden: new Set() });
      recolour();
    },
    zoom: explorer.zoom,
    reset: explorer.reset,
    lasso: (isOn) => {
      isLasso = isOn;
      canvas.classList.toggle('lasso', isOn);
    },
  });
  followPointer(canvas, { ...explorer, isLasso: () => isLasso });
  followKeys(canvas, explorer);
  canvas.addEventListener('blur', hideTooltip);
  followSize(canvas, scene);

  fill(
    root,
    element(
      'div',
      { class: 'map' },
      controls.bar,
      element(
        'div',
        { class: 'map-body' },
        canvas,
        element('div', { class: 'map-side' }, groups, note, help),
      ),
      status,
      pinned,
      selected,
    ),
    ...root.children,
  );
  root.classList.add('has-map');
  show(first);
  recolour();
  store.subscribe((now, before) => {
    if (now.cell !== before.cell) {
      recolour();
      showPinned(scene.get().pinned);
      showSelected(scene.get().selected && [...scene.get().selected!]);
    }
    if (now.feature !== before.feature && now.feature !== scene.get().points.feature) {
      const { method } = scene.get().points;
      const found =
        maps.find((of) => of.feature === now.feature && of.method === method) ?? firstOf(now.feature);
      show(found ?? scene.get().points);
    }
  });

  function availableNow(): readonly ColourBy[] {
    return colouringsOf(exploration, data, store.get().cell);
  }

  function coloured() {
    return colouringOf(by, exploration, data, store.get().cell)!;
  }

  /** Lay the samples out anew. */
  function show(points: ExplorationMap): void {
    const { pinned: row } = scene.get();
    scene.set({ points, current: undefined, outline: [] });
    explorer.reset();
    if (row !== undefined) explorer.pin(row);
    controls.offerSpaces(
      data.features
        .filter(({ id }) => methodsOf(id).length > 0)
        .map(({ id, number, title }) => ({ value: id, text: `${number} · ${title}` })),
      points.feature,
    );
    controls.offerMethods(
      methodsOf(points.feature).map(({ method }) => method),
      points.method,
    );
    describe();
    drawLegend();
  }

  function describe(): void {
    const { points } = scene.get();
    const { feature, cell } = store.get();
    const drawn = points.rows.length;
    fill(
      note,
      methodNote(points),
      drawn < samples.ids.length &&
        ` ${formatNumber(drawn)} of ${count(samples.ids.length, 'sample')} are on it, evenly drawn.`,
      feature !== points.feature &&
        ` Of ${featureOf(data, feature)?.title ?? 'the chosen feature space'} there is no map.`,
      toldOf(by, cellOf(data, cell).title),
    );
  }

  function recolour(): void {
    const available = availableNow();
    if (!available.includes(by)) {
      by = available[0]!;
      scene.set({ hidden: new Set() });
    }
    controls.offerColours(
      available.map((value) => ({ value, text: colourTexts[value] })),
      by,
    );
    scene.set({ colouring: coloured() });
    drawLegend();
    describe();
  }

  function drawLegend(): void {
    const { colouring, points, hidden } = scene.get();
    const sizes = groupSizes(colouring, points.rows);
    fill(
      groups,
      legend(colouring, sizes, hidden, (chosen) => scene.set({ hidden: chosen })),
    );
  }

  function showPinned(row: number | undefined): void {
    const close = () => {
      explorer.pin(undefined);
      canvas.focus();
    };
    fill(pinned, row !== undefined && pinnedPanel(data, store, row, close));
  }

  function showSelected(rows: readonly number[] | undefined): void {
    const clear = () => {
      explorer.select(undefined);
      canvas.focus();
    };
    fill(selected, rows && selectedPanel(data, store, rows, clear));
  }
};

/** What colours stand for that their names do not tell.
 * @param cell whose predictions they are of. */
function toldOf(by: ColourBy, cell: string): string | undefined {
  if (by === 'outcome') return ` Crosses are wrong predictions of ${cell}.`;
  if (by === 'error') return ` Errors are those of ${cell}.`;
  if (by === 'missed-labels') return ` Labels are wrong that ${cell} missed or added.`;
  if (by === 'rarest-label') return ' Of several labels, a sample shows the one that fewest samples have.';
  return undefined;
}
