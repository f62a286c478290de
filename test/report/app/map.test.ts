import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countIds } from '../../../src/report/app/map/count-ids.ts';
import { pointsInside } from '../../../src/report/app/map/inside.ts';
import { fitted, type Place, panned, toMap, toScreen, zoomed } from '../../../src/report/app/map/viewport.ts';
import { palette } from '../../../src/report/chart/palette.ts';
import { plainText } from '../../../src/report/plain-text.ts';
import type { Exploration, Results } from '../../../src/result/index.ts';
import { explorationFixture } from '../../support/exploration-fixture.ts';
import { hostileNames } from '../../support/hostile-results.ts';
import { hasBrowser, ReportBrowser } from '../../support/report-browser.ts';

describe.skipIf(!hasBrowser)('map of the samples', () => {
  let browser: ReportBrowser;
  let fixture: { results: Results; exploration: Exploration };
  beforeAll(async () => {
    browser = await ReportBrowser.launch();
    fixture = await explorationFixture();
  });
  afterAll(() => browser?.close());

  const canvasOf = (page: Page) => page.getByRole('application', { name: 'Map of the samples' });
  const umap = () => fixture.exploration.maps.find(({ method }) => method === 'umap')!;
  const rowOf = (point: number, map = umap()) => map.rows[point]!;

  /** Where a point is, in pixels of the canvas. */
  async function placeOf(canvas: Locator, point: number, map = umap()): Promise<Place> {
    const { width, height } = await sizeOf(canvas);
    return toScreen(fitted(width, height), { x: map.x[point]!, y: map.y[point]! });
  }

  async function sizeOf(canvas: Locator): Promise<{ width: number; height: number }> {
    return canvas.evaluate(({ clientWidth, clientHeight }) => ({ width: clientWidth, height: clientHeight }));
  }

  /** What puts fingers on a canvas, moves them and lifts them; places are its pixels.
   * @returns given where all fingers are that stay on it. */
  async function touchOn(canvas: Locator) {
    const page = canvas.page();
    const client = await page.context().newCDPSession(page);
    const box = (await canvas.boundingBox())!;
    const border = await canvas.evaluate(({ clientLeft }) => clientLeft);
    return async (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: readonly Place[]) => {
      const touchPoints = fingers.map(({ x, y }, id) => ({
        x: box.x + border + x,
        y: box.y + border + y,
        id,
      }));
      await client.send('Input.dispatchTouchEvent', { type, touchPoints });
    };
  }

  /** A point that no other is near, nor the edge. */
  function lonePoint({ x, y } = umap()): number {
    const isInner = (i: number) => [x[i]!, y[i]!].every((value) => value > 2000 && value < 8000);
    const distances = x.map((_, i) =>
      isInner(i)
        ? Math.min(...x.flatMap((_, j) => (i === j ? [] : [Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!)])))
        : 0,
    );
    return distances.indexOf(Math.max(...distances));
  }

  it('shows the sample under the pointer; a click shows its neighbours in each layer, by depth', async () => {
    const { page, messages } = await browser.open(fixture);
    const canvas = canvasOf(page);
    await canvas.scrollIntoViewIfNeeded();
    const point = lonePoint();
    const row = rowOf(point);
    const position = await placeOf(canvas, point);
    await canvas.hover({ position });
    const id = fixture.exploration.samples.ids[row]!;
    await page.locator('.tooltip', { hasText: id }).waitFor();
    await canvas.click({ position });
    const panel = page.getByRole('region', { name: 'Neighbours of the pinned sample' });
    expect(await panel.getByRole('heading').textContent()).toContain(id);

    const features = [...new Set(fixture.results.cells.map(({ feature }) => feature.id))];
    const layers = panel.locator('.neighbours > li');
    expect(await layers.count()).toBe(features.length);
    const { classIds, ids } = fixture.exploration.samples;
    for (const [i, feature] of features.entries()) {
      const { k, rows } = fixture.exploration.neighbours.find((of) => of.feature === feature)!;
      const expected = rows.slice(row * k, (row + 1) * k);
      const shown = await layers.nth(i).getByRole('button').allTextContents();
      expect(shown.map((text) => text.split(': ')[1])).toEqual(expected.map((other) => ids[other]));
      const odd = expected.filter((other) => classIds[other] !== classIds[row]);
      expect(shown.filter((text) => text.includes(', another class'))).toHaveLength(odd.length);
    }

    await layers.first().getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Unpin' }).click();
    expect(await panel.count()).toBe(0);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it('lists what a lasso holds, with its classes', async () => {
    const { page } = await browser.open(fixture);
    const canvas = canvasOf(page);
    await page.getByRole('button', { name: 'Lasso' }).click();
    await canvas.scrollIntoViewIfNeeded();
    const { width, height } = await sizeOf(canvas);
    const outline = [
      [0.05, 0.05],
      [0.7, 0.05],
      [0.4, 0.6],
      [0.05, 0.6],
    ].map(([x, y]) => ({ x: x! * width, y: y! * height }));
    const box = (await canvas.boundingBox())!;
    const at = ({ x, y }: Place) => [box.x + x, box.y + y] as const;
    await page.mouse.move(...at(outline[0]!));
    await page.mouse.down();
    for (const corner of [...outline.slice(1), outline[0]!])
      await page.mouse.move(...at(corner), { steps: 4 });
    await page.mouse.up();

    const viewport = fitted(width, height);
    const inside = pointsInside(
      umap(),
      outline.map((corner) => toMap(viewport, corner)),
      () => true,
    ).map((point) => rowOf(point));
    expect(inside.length).toBeGreaterThan(5);
    const panel = page.getByRole('region', { name: 'Samples in the outline' });
    expect(await panel.getByRole('heading').textContent()).toBe(`${inside.length} samples in the outline`);
    const { classNames } = fixture.results.dataset;
    const counts = countIds(inside.map((row) => fixture.exploration.samples.classIds[row]!));
    const bars = await panel.locator('.class-bars li').allTextContents();
    expect(bars.map((text) => text.replace(/ \(.*/, ''))).toEqual(
      counts.map(([id, n]) => `${classNames[id]}${n}`),
    );
    expect(await panel.locator('.sample-card').count()).toBe(Math.min(12, inside.length));
    await page.context().close();
  });

  it('does all of that by keyboard alone', async () => {
    const { page } = await browser.open(fixture);
    const canvas = canvasOf(page);
    await canvas.focus();
    await page.keyboard.press('ArrowRight');
    const first = await page.locator('.tooltip').textContent();
    await page.keyboard.press('ArrowRight');
    const second = await page.locator('.tooltip').textContent();
    expect(second).not.toBe(first);
    await page.keyboard.press('Enter');
    const pinned = page.getByRole('region', { name: 'Neighbours of the pinned sample' });
    const name = (await pinned.getByRole('heading').textContent())!.replace('Nearest neighbours of ', '');
    expect(second).toContain(name);

    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowLeft');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Enter');
    const selected = page.getByRole('region', { name: 'Samples in the outline' });
    expect(await selected.locator('.sample-id').allTextContents()).toContain(name);
    await page.keyboard.press('Escape');
    expect(await selected.count()).toBe(0);
    expect(await pinned.count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await pinned.count()).toBe(0);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('draws each point in the colour of its class, in %s', async (theme) => {
    const { page } = await browser.open(fixture, { colorScheme: theme });
    const canvas = canvasOf(page);
    await canvas.scrollIntoViewIfNeeded();
    const point = lonePoint();
    const { x, y } = await placeOf(canvas, point);
    const pixel = async () => {
      const draw = 'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))';
      await page.evaluate(draw);
      return canvas.evaluate(
        (element, at) => [...element.getContext('2d').getImageData(at.x, at.y, 1, 1).data] as number[],
        { x, y },
      );
    };
    const classId = fixture.exploration.samples.classIds[rowOf(point)]!;
    const role = (['series-1', 'series-4', 'series-2', 'series-3'] as const)[classId]!;
    const hex = palette[role][theme];
    const expected = [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));
    const [red, green, blue, alpha] = await pixel();
    expect(alpha).toBeGreaterThan(200);
    for (const [i, value] of [red!, green!, blue!].entries())
      expect(Math.abs(value - expected[i]!)).toBeLessThan(6);

    const className = fixture.results.dataset.classNames[classId]!;
    await page.getByRole('checkbox', { name: className }).uncheck();
    expect((await pixel())[3]).toBe(0);
    await canvas.hover({ position: { x, y } });
    expect(await page.locator('.tooltip:visible').count()).toBe(0);
    await page.getByLabel('Laid out by').selectOption('t-sne');
    expect(await page.getByRole('checkbox', { name: className }).isChecked()).toBe(false);
    await page.context().close();
  });

  it('colours by fold, outcome and cluster, and lays out by other methods and feature spaces', async () => {
    const { page } = await browser.open(fixture);
    const legend = page.getByRole('group', { name: 'Shown' });
    const colour = page.getByLabel('Colour by');
    expect(await colour.locator('option').allTextContents()).toEqual([
      'Class',
      'Fold',
      'Right or wrong',
      'Cluster',
    ]);
    await colour.selectOption('outcome');
    const chosen = fixture.results.answer.best;
    const { tests, predictions, samples } = fixture.exploration;
    const { predicted } = predictions.find(({ cell }) => cell === chosen)!;
    const nRight = predicted.filter((id, i) => id === samples.classIds[tests!.rows[i]!]).length;
    expect(await legend.locator('li').allTextContents()).toEqual([
      `Right${nRight}`,
      `Wrong${predicted.length - nRight}`,
    ]);
    await colour.selectOption('part');
    expect(await legend.locator('li').count()).toBe(5);
    await colour.selectOption('cluster');
    expect(await legend.locator('li').first().textContent()).toMatch(/^Cluster 1: /);

    const canvas = canvasOf(page);
    const pixels = fixture.exploration.maps.find(
      (map) => map.feature === 'raw-pixels' && map.method === 'pca',
    )!;
    await page.getByLabel('Laid out by').selectOption('pca');
    await page.getByRole('combobox', { name: 'Feature space' }).selectOption('raw-pixels');
    const point = lonePoint(pixels);
    await canvas.scrollIntoViewIfNeeded();
    await canvas.hover({ position: await placeOf(canvas, point, pixels) });
    await page.locator('.tooltip', { hasText: samples.ids[rowOf(point, pixels)]! }).waitFor();
    await page.context().close();
  });

  it('zooms, moves and comes back', async () => {
    const { page } = await browser.open(fixture);
    const canvas = canvasOf(page);
    await canvas.scrollIntoViewIfNeeded();
    const point = lonePoint();
    const position = await placeOf(canvas, point);
    const tooltip = page.locator('.tooltip', { hasText: fixture.exploration.samples.ids[rowOf(point)]! });
    await page.keyboard.down('Control');
    await canvas.hover({ position });
    await page.mouse.wheel(0, -600);
    await page.keyboard.up('Control');
    const { width, height } = await sizeOf(canvas);
    await canvas.hover({ position: { x: width / 2, y: height / 2 } });
    await canvas.hover({ position });
    await tooltip.waitFor();

    const box = (await canvas.boundingBox())!;
    const [dx, dy] = [position.x < width / 2 ? 60 : -60, position.y < height / 2 ? 40 : -40];
    await page.mouse.down();
    await page.mouse.move(box.x + position.x + dx, box.y + position.y + dy, { steps: 5 });
    await page.mouse.up();
    await canvas.hover({ position: { x: position.x + dx, y: position.y + dy } });
    await tooltip.waitFor();
    expect(await page.getByRole('region', { name: 'Neighbours of the pinned sample' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Whole map' }).click();
    await canvas.hover({ position });
    await tooltip.waitFor();
    await page.context().close();
  });

  it('is pinched and moved by two fingers, and by one finger once it is not whole', async () => {
    const { page, messages } = await browser.open(fixture, { width: 390, hasTouch: true });
    const canvas = canvasOf(page);
    await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const { width, height } = await sizeOf(canvas);
    const touch = await touchOn(canvas);
    const point = lonePoint();
    const { x, y } = await placeOf(canvas, point);
    const [dx, dy] = [x < width / 2 ? 20 : -20, y < height / 2 ? 12 : -12];
    const fingers = (spread: number, right = 0, down = 0) =>
      [
        { x: x - spread + right, y: y + down },
        { x: x + spread + right, y: y + down },
      ] as const;
    const scroll = () => page.evaluate('[scrollY, visualViewport.scale]');
    const before = await scroll();
    await touch('touchStart', fingers(20)[0]);
    await touch('touchStart', ...fingers(20));
    for (const spread of [24, 30, 36, 40]) await touch('touchMove', ...fingers(spread));
    await touch('touchMove', ...fingers(40, dx, dy));
    await touch('touchEnd', fingers(40, dx, dy)[0]);
    await touch('touchEnd');
    expect(await scroll()).toEqual(before);

    const moved = panned(zoomed(fitted(width, height), 2, { x, y }), dx, dy);
    const shown = () => page.locator('.map-pinned h3').textContent();
    const tap = async (at: Place) => {
      await touch('touchStart', at);
      await touch('touchEnd');
    };
    const map = umap();
    const at = toScreen(moved, { x: map.x[point]!, y: map.y[point]! });
    expect(at.x).toBeCloseTo(x + dx, 0);
    expect(await page.locator('.map-pinned').count()).toBe(0);
    await tap(at);
    expect(await shown()).toContain(fixture.exploration.samples.ids[rowOf(point)]!);

    // Seen twice as near: what was beside it is twice as far away.
    const others = map.x.map((_, i) => toScreen(moved, { x: map.x[i]!, y: map.y[i]! }));
    const isInside = (place: Place) =>
      place.x > 20 && place.y > 20 && place.x < width - 20 && place.y < height - 20;
    const isAlone = (place: Place) =>
      others.every((other) => other === place || Math.hypot(other.x - place.x, other.y - place.y) > 4);
    const other = others.findIndex((place, i) => i !== point && isInside(place) && isAlone(place));
    await tap(others[other]!);
    expect(await shown()).toContain(fixture.exploration.samples.ids[rowOf(other)]!);

    const [right, down] = [Math.sign(dx) * 10, Math.sign(dy) * 10];
    await touch('touchStart', { x: 150, y: 150 });
    await touch('touchMove', { x: 150 + right / 2, y: 150 + down / 2 });
    await touch('touchMove', { x: 150 + right, y: 150 + down });
    await touch('touchEnd');
    const after = toScreen(panned(moved, right, down), { x: map.x[point]!, y: map.y[point]! });
    await tap(after);
    expect(await shown()).toContain(fixture.exploration.samples.ids[rowOf(point)]!);
    expect(await scroll()).toEqual(before);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it('leaves one finger that moves up the whole map to the page', async () => {
    const { page } = await browser.open(fixture, { width: 390, hasTouch: true });
    const canvas = canvasOf(page);
    await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const touch = await touchOn(canvas);
    const before = await page.evaluate<number>('scrollY');
    await touch('touchStart', { x: 180, y: 200 });
    for (let up = 10; up <= 120; up += 10) await touch('touchMove', { x: 180, y: 200 - up });
    await touch('touchEnd');
    await page.waitForFunction(`scrollY > ${before} + 60`);
    expect(await page.locator('.map-pinned').count()).toBe(0);
    await page.context().close();
  });

  it('lets go of a lasso when a second finger pinches', async () => {
    const { page } = await browser.open(fixture, { width: 390, hasTouch: true });
    const canvas = canvasOf(page);
    await page.getByRole('button', { name: 'Lasso' }).click();
    await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const touch = await touchOn(canvas);
    await touch('touchStart', { x: 20, y: 20 });
    for (const x of [100, 200, 300]) await touch('touchMove', { x, y: 20 });
    await touch('touchMove', { x: 300, y: 300 });
    await touch('touchStart', { x: 300, y: 300 }, { x: 200, y: 200 });
    await touch('touchMove', { x: 310, y: 310 }, { x: 190, y: 190 });
    await touch('touchEnd', { x: 310, y: 310 });
    await touch('touchMove', { x: 100, y: 300 });
    await touch('touchEnd');
    expect(await page.getByRole('region', { name: 'Samples in the outline' }).count()).toBe(0);
    await page.context().close();
  });

  it.each([
    [390, 'dark'],
    [1440, 'light'],
  ] as const)('fits and is accessible at %i px in %s, with its panels open', async (width, colorScheme) => {
    const { page, messages, requests } = await browser.open(fixture, { width, colorScheme });
    const canvas = canvasOf(page);
    await canvas.focus();
    for (const key of ['ArrowRight', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Enter']) {
      await page.keyboard.press(key);
    }
    await page.locator('.map-selected').waitFor();
    const { violations } = await ['map', 'layers-see', 'clusters']
      .reduce(
        (axe, section) => axe.include(`section[aria-labelledby="${section}-heading"]`),
        new AxeBuilder({ page }),
      )
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    const overflowing = `[...document.querySelectorAll('section[aria-labelledby="map-heading"] *')]
      .filter((element) => element.getBoundingClientRect().right > ${width}).length`;
    expect(await page.evaluate(overflowing)).toBe(0);
    expect(messages).toEqual([]);
    expect(requests).toEqual([]);
    await page.context().close();
  });

  it('prints the figure in the place of the map', async () => {
    const { page } = await browser.open(fixture);
    const figure = page.locator('figure#map');
    expect(await figure.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await figure.isVisible()).toBe(true);
    expect(await canvasOf(page).isVisible()).toBe(false);
    await page.context().close();
  });

  it('shows hostile names letter by letter', async () => {
    const { results, exploration } = fixture;
    const { page, messages } = await browser.open({
      results: {
        ...results,
        dataset: { ...results.dataset, classNames: hostileNames.slice(0, 4) },
      },
      exploration: {
        ...exploration,
        samples: {
          ...exploration.samples,
          ids: exploration.samples.ids.map((_, row) => hostileNames[row % hostileNames.length]!),
        },
      },
    });
    const groups = page.getByRole('group', { name: 'Shown' }).locator('bdi');
    expect(await groups.allTextContents()).toEqual(hostileNames.slice(0, 4).map(plainText));
    const canvas = canvasOf(page);
    await canvas.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Neighbours of the pinned sample' }).waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it('takes 20,000 points', async () => {
    const { results, exploration } = fixture;
    const n = 20_000;
    const rows = Array.from({ length: n }, (_, row) => row);
    const feature = exploration.maps[0]!.feature;
    const { page, messages } = await browser.open({
      results,
      exploration: {
        schemaVersion: 1,
        samples: { ids: rows.map((row) => `sample ${row}`), classIds: rows.map((row) => row % 4) },
        maps: [
          {
            feature,
            method: 'pca',
            rows,
            x: rows.map((row) => (row * 7919) % 10_001),
            y: rows.map((row) => (row * 104_729) % 10_001),
          },
        ],
        predictions: [],
        top: [],
        neighbours: [],
        units: [],
      },
    });
    const canvas = canvasOf(page);
    await canvas.focus();
    for (const key of ['ArrowRight', 'ArrowRight', '+', '+', 'ArrowUp', 'Enter'])
      await page.keyboard.press(key);
    await page.getByRole('region', { name: 'Neighbours of the pinned sample' }).waitFor();
    const drawn = await canvas.evaluate((element) => {
      const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
      let n = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i] > 0) n++;
      return n / (data.length / 4);
    });
    expect(drawn).toBeGreaterThan(0.1);
    expect(messages).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('what layers see', () => {
  let browser: ReportBrowser;
  beforeAll(async () => {
    browser = await ReportBrowser.launch();
  });
  afterAll(() => browser?.close());

  it('opens the samples of a tile of the atlas, and goes between tiles by arrow keys', async () => {
    const { results, exploration } = await explorationFixture();
    const { page, messages } = await browser.open({ results, exploration });
    const tiles = page.getByRole('group', { name: 'Tiles of the atlas' }).getByRole('button');
    expect(await tiles.count()).toBe(exploration.atlas!.tiles.length);
    await tiles.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const { columns, rows } = {
      columns: exploration.atlas!.columns,
      rows: exploration.atlas!.tiles[5]!.rows,
    };
    expect(columns).toBe(4);
    expect((await page.content()).split(exploration.atlas!.sheet)).toHaveLength(2);
    await page.keyboard.press('Enter');
    const ids = await page.getByRole('dialog').locator('.sample-id').allTextContents();
    expect(ids).toEqual(rows.map((row) => exploration.samples.ids[row]));
    expect(messages).toEqual([]);
    await page.context().close();
  });

  it('shows the samples that drive a unit and those of a cluster as pictures that open', async () => {
    const { results, exploration } = await explorationFixture();
    const { page } = await browser.open({ results, exploration });
    const section = page.locator('section[aria-labelledby="layers-see-heading"]');
    const unit = exploration.units[0]!.units[2]!;
    const strip = section.getByRole('listitem').filter({ hasText: `Unit ${unit.index}` });
    expect(await strip.getByRole('button').count()).toBe(unit.rows.length);
    await strip.getByRole('button').first().click();
    const title = await page.getByRole('dialog').getByRole('heading').textContent();
    expect(title).toBe(exploration.samples.ids[unit.rows[0]!]);
    await page.context().close();
  });
});
