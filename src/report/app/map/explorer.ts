import type { ReportData } from '../data.ts';
import { hideTooltip, showTooltip } from '../elements/tooltip.ts';
import type { Store } from '../store.ts';
import { sampleHint } from './hint.ts';
import { pointsInside, rectangle } from './inside.ts';
import type { KeyActions } from './keyboard.ts';
import type { LiveScene } from './live-scene.ts';
import { type Direction, nearestPoint, nextPoint } from './nearest.ts';
import { neighboursIn } from './neighbours.ts';
import type { PointerActions } from './pointer.ts';
import {
  fitted,
  isWhole,
  mapSide,
  type Place,
  panned,
  showing,
  toMap,
  toScreen,
  type Viewport,
  zoomed,
} from './viewport.ts';

/** Pixels from a point within which the pointer is on it. */
const reach = 14;

/** Pixels that a key moves the corner of a rectangle, and that a rectangle reaches beyond its corners: the points on
 * them are meant to be in it. */
const stretchStep = 24;
const beyond = 8;

const steps: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, 1],
  down: [0, -1],
};

/** What a reader finds on a map. */
export interface Findings {
  pinned(row: number | undefined): void;
  selected(rows: readonly number[] | undefined): void;
}

export interface Explorer extends KeyActions, Omit<PointerActions, 'isLasso' | 'zoom'> {
  /** @param at pixels; the middle of the picture where left out. */
  zoom(factor: number, at?: Place): void;
  pin(row: number | undefined): void;
  select(rows: readonly number[] | undefined): void;
}

/** What pointer and keys do to the scene of a map.
 * @param findings is told what was pinned or selected. */
export function createExplorer(
  canvas: HTMLCanvasElement,
  scene: LiveScene,
  data: ReportData,
  store: Store,
  findings: Findings,
): Explorer {
  /** The corners of the rectangle that keys draw. */
  let corners: readonly [Place, Place] | undefined;

  const placeOf = (point: number): Place => {
    const { points } = scene.get();
    return { x: points.x[point]!, y: points.y[point]! };
  };
  const middle = (): Place => {
    const { width, height } = scene.get().viewport;
    return { x: width / 2, y: height / 2 };
  };
  const nearest = (at: Place, within: number) => {
    const { points, viewport } = scene.get();
    return nearestPoint(points, toMap(viewport, at), within / viewport.scale, scene.isShown);
  };

  function look(viewport: Viewport): void {
    // The whole map leaves a finger that moves up or down to the page.
    canvas.classList.toggle('zoomed', !isWhole(viewport));
    scene.set({ viewport });
  }

  function pointAt(point: number | undefined): void {
    scene.set({ current: point });
    canvas.classList.toggle('on-point', point !== undefined);
    if (point === undefined) {
      hideTooltip();
      return;
    }
    const { points, viewport } = scene.get();
    const { left, top } = canvas.getBoundingClientRect();
    const { x, y } = toScreen(viewport, placeOf(point));
    showTooltip({ x: left + x, y: top + y }, ...sampleHint(data, points.rows[point]!, store.get().cell));
  }

  /** Where the keys are: on the current point, else on the pinned one, else on that nearest to the middle. */
  function start(): number | undefined {
    const { points, current, pinned } = scene.get();
    if (current !== undefined && scene.isShown(current)) return current;
    const point = pinned === undefined ? -1 : points.rows.indexOf(pinned);
    return point >= 0 && scene.isShown(point) ? point : nearest(middle(), Number.POSITIVE_INFINITY);
  }

  function enclose(outline: readonly Place[]): void {
    const { points } = scene.get();
    corners = undefined;
    const inside = pointsInside(points, outline, scene.isShown);
    scene.set({ outline: [] });
    select(inside.length === 0 ? undefined : inside.map((point) => points.rows[point]!));
  }

  function select(rows: readonly number[] | undefined): void {
    corners = undefined;
    scene.set({ selected: rows && new Set(rows), outline: [] });
    findings.selected(rows);
  }

  function pin(row: number | undefined): void {
    const { feature } = scene.get().points;
    scene.set({
      pinned: row,
      neighbours: row === undefined ? [] : neighboursIn(data.exploration, feature, row),
    });
    findings.pinned(row);
  }

  return {
    pin,
    select,
    hover: (at) => pointAt(at && nearest(at, reach)),
    click: (at) => {
      const point = nearest(at, reach);
      if (point !== undefined) pin(scene.get().points.rows[point]);
    },
    pan: (dx, dy) => look(panned(scene.get().viewport, dx, dy)),
    outline: (path, isDone) => {
      const outline = path.map((at) => toMap(scene.get().viewport, at));
      if (isDone) enclose(outline);
      else scene.set({ outline });
    },
    zoom: (factor, at = middle()) => {
      hideTooltip();
      look(zoomed(scene.get().viewport, factor, at));
    },
    reset: () => {
      const { width, height } = scene.get().viewport;
      hideTooltip();
      look(fitted(width, height));
    },
    move: (direction) => {
      const { points, current, viewport } = scene.get();
      const from = start();
      if (from === undefined) return;
      // The first key only shows where one is.
      const to = current === undefined ? from : (nextPoint(points, from, direction, scene.isShown) ?? from);
      corners = undefined;
      scene.set({ outline: [] });
      look(showing(viewport, placeOf(to)));
      pointAt(to);
    },
    stretch: (direction) => {
      const { viewport } = scene.get();
      const from = start();
      if (corners === undefined && from === undefined) return;
      const [anchor, corner] = corners ?? [placeOf(from!), placeOf(from!)];
      const [right, up] = steps[direction];
      const step = stretchStep / viewport.scale;
      const onMap = (coordinate: number) => Math.min(mapSide, Math.max(0, coordinate));
      const moved = { x: onMap(corner.x + right * step), y: onMap(corner.y + up * step) };
      corners = [anchor, moved];
      hideTooltip();
      look(showing(viewport, moved));
      scene.set({ outline: widened(anchor, moved, beyond / viewport.scale) });
    },
    enter: () => {
      const { outline, points, current } = scene.get();
      if (corners !== undefined) enclose(outline);
      else if (current !== undefined) pin(points.rows[current]);
    },
    escape: () => {
      const { selected, pinned } = scene.get();
      if (corners !== undefined) {
        corners = undefined;
        scene.set({ outline: [] });
      } else if (selected !== undefined) select(undefined);
      else if (pinned !== undefined) pin(undefined);
    },
  };
}

/** A rectangle that reaches beyond two corners of it. */
function widened(a: Place, b: Place, margin: number): readonly Place[] {
  return rectangle(
    { x: Math.min(a.x, b.x) - margin, y: Math.min(a.y, b.y) - margin },
    { x: Math.max(a.x, b.x) + margin, y: Math.max(a.y, b.y) + margin },
  );
}
