import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsInside, rectangle } from '../../../src/report/app/map/inside.ts';
import { type Direction, nearestPoint, nextPoint } from '../../../src/report/app/map/nearest.ts';
import {
  fitted,
  isWhole,
  mapSide,
  panned,
  resized,
  showing,
  toMap,
  toScreen,
  zoomed,
} from '../../../src/report/app/map/viewport.ts';

const all = () => true;
const place = fc.record({ x: fc.integer({ min: 0, max: 10_000 }), y: fc.integer({ min: 0, max: 10_000 }) });

describe('viewport', () => {
  it('shows the whole square in the middle, y up', () => {
    const viewport = fitted(832, 532);
    expect(toScreen(viewport, { x: 0, y: mapSide })).toEqual({ x: 166, y: 16 });
    expect(toScreen(viewport, { x: mapSide, y: 0 })).toEqual({ x: 666, y: 516 });
    expect(isWhole(viewport)).toBe(true);
  });

  it('turns pixels back into coordinates', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 1, max: 30, noNaN: true }), (at, factor) => {
        const viewport = zoomed(fitted(600, 400), factor, { x: 120, y: 80 });
        const back = toMap(viewport, toScreen(viewport, at));
        expect(back.x).toBeCloseTo(at.x, 6);
        expect(back.y).toBeCloseTo(at.y, 6);
      }),
    );
  });

  it('zooms around the pointer, and no farther than the whole', () => {
    const whole = fitted(500, 500);
    const at = { x: 200, y: 300 };
    const before = toMap(whole, at);
    const near = zoomed(whole, 4, at);
    expect(toMap(near, at).x).toBeCloseTo(before.x, 6);
    expect(toMap(near, at).y).toBeCloseTo(before.y, 6);
    expect(isWhole(near)).toBe(false);
    expect(zoomed(near, 1 / 100, at)).toEqual(whole);
  });

  it('pans to the edge of the map and not beyond', () => {
    const near = zoomed(fitted(500, 500), 3, { x: 250, y: 250 });
    const corner = panned(near, 10_000, -10_000);
    expect(toScreen(corner, { x: 0, y: 0 })).toEqual({ x: 16, y: 484 });
    expect(panned(fitted(500, 500), 80, 80)).toEqual(fitted(500, 500));
  });

  it('moves just enough to show a place', () => {
    const near = zoomed(fitted(500, 500), 5, { x: 250, y: 250 });
    expect(showing(near, { x: 5000, y: 5000 })).toEqual(near);
    const { x, y } = toScreen(showing(near, { x: 9000, y: 5000 }), { x: 9000, y: 5000 });
    expect(x).toBeCloseTo(484, 6);
    expect(y).toBeCloseTo(250, 6);
  });

  it('keeps middle and nearness when the picture changes its size', () => {
    const near = zoomed(fitted(500, 500), 3, { x: 250, y: 250 });
    const wide = resized(near, 900, 700);
    expect(toMap(wide, { x: 450, y: 350 }).x).toBeCloseTo(5000, 6);
    expect(wide.scale / fitted(900, 700).scale).toBeCloseTo(3, 6);
  });
});

describe('nearestPoint', () => {
  const points = { x: [0, 10, 20], y: [0, 0, 0] };

  it('finds the nearest shown one within reach', () => {
    expect(nearestPoint(points, { x: 12, y: 1 }, 5, all)).toBe(1);
    expect(nearestPoint(points, { x: 12, y: 1 }, 15, (point) => point !== 1)).toBe(2);
    expect(nearestPoint(points, { x: 12, y: 9 }, 5, all)).toBeUndefined();
  });
});

describe('nextPoint', () => {
  it('goes to the nearest point within 45° of the direction', () => {
    //      4
    //  3   0   1     2
    //        5
    const points = { x: [0, 10, 30, -10, 0, 3], y: [0, 0, 0, 0, 8, -6] };
    const next = (direction: Direction, isShown = all as (point: number) => boolean) =>
      nextPoint(points, 0, direction, isShown);
    expect(next('right')).toBe(1);
    expect(next('right', (point) => point !== 1)).toBe(2);
    expect(next('left')).toBe(3);
    expect(next('up')).toBe(4);
    expect(next('down')).toBe(5);
    expect(nextPoint(points, 2, 'right', all)).toBeUndefined();
  });

  it('walks through points on the same spot', () => {
    const points = { x: [0, 5, 5, 5, 9], y: [0, 0, 0, 0, 0] };
    const walk = (from: number, direction: Direction) => {
      const path = [from];
      for (let at = nextPoint(points, from, direction, all); at !== undefined; ) {
        path.push(at);
        at = nextPoint(points, at, direction, all);
      }
      return path;
    };
    expect(walk(0, 'right')).toEqual([0, 1, 2, 3, 4]);
    expect(walk(3, 'left')).toEqual([3, 2, 1, 0]);
  });
});

describe('pointsInside', () => {
  it('follows an outline that is not convex', () => {
    const letterU = [
      [0, 0],
      [9, 0],
      [9, 9],
      [6, 9],
      [6, 3],
      [3, 3],
      [3, 9],
      [0, 9],
    ].map(([x, y]) => ({ x: x!, y: y! }));
    const points = { x: [1, 4.5, 7, 4.5, 20], y: [8, 8, 8, 1, 1] };
    expect(pointsInside(points, letterU, all)).toEqual([0, 2, 3]);
    expect(pointsInside(points, letterU, (point) => point !== 2)).toEqual([0, 3]);
    expect(pointsInside(points, [], all)).toEqual([]);
  });

  it('agrees with comparing bounds for rectangles, whichever corners are given', () => {
    fc.assert(
      fc.property(place, place, fc.array(place, { minLength: 1 }), (a, b, places) => {
        const points = { x: places.map(({ x }) => x + 0.5), y: places.map(({ y }) => y + 0.5) };
        const between = (value: number, c: number, d: number) =>
          value > Math.min(c, d) && value < Math.max(c, d);
        const expected = [...places.keys()].filter(
          (i) => between(points.x[i]!, a.x, b.x) && between(points.y[i]!, a.y, b.y),
        );
        expect(pointsInside(points, rectangle(a, b), all)).toEqual(expected);
      }),
    );
  });
});
