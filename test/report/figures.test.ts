import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { spreadApart } from '../../src/report/chart/layout.ts';
import { palette } from '../../src/report/chart/palette.ts';
import { inlineSvg, standaloneSvg } from '../../src/report/chart/svg.ts';
import { type DrawnFigure, drawFigures } from '../../src/report/draw.ts';
import { figures } from '../../src/report/figures/registry.ts';
import { createView } from '../../src/report/view.ts';
import type { Results } from '../../src/result/index.ts';
import { hostileResults } from '../support/hostile-results.ts';
import { resultsFixture, resultsOf } from '../support/results-fixture.ts';

/** Figures of what every run has; the others show what a run was asked for. */
const always = figures.ids.filter((id) => !['learning-curve', 'transferability', 'similarity'].includes(id));

const draw = async (results: Results) => [...(await drawFigures(createView(results))).values()];

/** Parsing as XML is part of it: librsvg refuses what is not well-formed. */
async function pixelsOf(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).resize({ width: 300 }).raw().toBuffer();
}

async function expectToRender(figure: DrawnFigure): Promise<void> {
  for (const drawing of [figure.wide, figure.narrow]) {
    const svg = standaloneSvg(drawing, figure);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|="var\(/);
    expect(new Set(await pixelsOf(svg)).size).toBeGreaterThan(20);
  }
}

describe('figures', () => {
  it('are one file and one registry line each', async () => {
    const files = await readdir(new URL('../../src/report/figures', import.meta.url));
    expect(files.filter((file) => file !== 'registry.ts').map((file) => file.replace('.ts', ''))).toEqual(
      figures.ids.toSorted(),
    );
  });

  it('all render from the fixture, wide and narrow', async () => {
    const drawn = await draw(resultsFixture());
    expect(drawn.map(({ id }) => id)).toEqual(figures.ids);
    for (const figure of drawn) await expectToRender(figure);
  });

  it('use colours of the palette only, by name', async () => {
    for (const { wide } of await draw(resultsFixture())) {
      const colours = [...wide.content.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map((match) => match[1]);
      const known = ['none', ...Object.keys(palette).map((role) => `var(--${role})`)];
      expect(colours.filter((found) => !known.includes(found!))).toEqual([]);
    }
  });

  it('show hostile names as text', async () => {
    const drawn = await draw(hostileResults());
    expect(drawn).toHaveLength(figures.ids.length);
    for (const figure of drawn) {
      await expectToRender(figure);
      const svg = inlineSvg(figure.wide, { ...figure, id: figure.id });
      const tags = [...svg.matchAll(/<([a-z]+)/gi)].map((match) => match[1]!);
      const drawing = ['svg', 'title', 'desc', 'g', 'path', 'line', 'text', 'rect'];
      expect(tags.filter((tag) => !drawing.includes(tag))).toEqual([]);
    }
    const confusion = drawn.find(({ id }) => id === 'confusion')!;
    expect(confusion.wide.content).toContain('&lt;script&gt;');
  });

  it('do not break where results hold less: no depth, no costs, one layer, one cell, no baseline', async () => {
    const base = resultsFixture();
    const bare = base.cells.map(
      ({ feature: { depth, modelBytes, extractMsPerSample, ...feature }, ...cell }) => ({
        ...cell,
        feature,
      }),
    );
    expect((await draw(resultsOf(bare))).map(({ id }) => id)).toEqual(always);
    const first = base.cells[0]!;
    const sameLayer = base.cells.filter(({ feature }) => feature.id === first.feature.id);
    expect((await draw(resultsOf(sameLayer))).map(({ id }) => id)).toEqual(['comparison', 'confusion']);
    expect((await draw(resultsOf([first]))).map(({ id }) => id)).toEqual(['confusion']);
    const noBaseline = await draw(resultsOf(base.cells.filter(({ role }) => role === 'candidate')));
    expect(noBaseline.map(({ id }) => id)).toEqual(always);
    for (const figure of [...(await draw(resultsOf(bare))), ...noBaseline]) await expectToRender(figure);
  });

  it.each([
    [2, true],
    [30, false],
    [101, undefined],
  ])('draw the confusion of %i classes', async (nClasses, hasCounts) => {
    const base = resultsFixture();
    const classNames = Array.from({ length: nClasses }, (_, i) => `class ${i}`);
    const confusion = classNames.map((_, i) => classNames.map((_, j) => (i === j ? 7 : 0)));
    const drawn = await draw({
      ...base,
      dataset: { ...base.dataset, classNames },
      cells: base.cells.map((cell) => ({ ...cell, confusion })),
    });
    const figure = drawn.find(({ id }) => id === 'confusion');
    expect(figure?.wide.content.includes('>7</text>')).toBe(hasCounts);
    if (figure) await expectToRender(figure);
  });

  it('tell several backbones apart', async () => {
    const base = resultsFixture();
    const twins = base.cells
      .filter(({ role }) => role === 'candidate')
      .map((cell) => ({
        ...cell,
        id: `twin of ${cell.id}`,
        feature: { ...cell.feature, id: `twin of ${cell.feature.id}`, backbone: 'twin' },
      }));
    const [curve] = await draw(resultsOf([...base.cells, ...twins]));
    for (const text of ['mobilenet-v3-coco', 'twin'])
      expect(curve!.wide.content).toContain(`>${text}</text>`);
    expect(curve!.wide.content).toContain('var(--series-2)');
  });
});

describe('standaloneSvg', () => {
  it('leaves a text alone that looks like a colour', () => {
    const content = '<text fill="var(--ink)">fill="var(--ink)"</text>';
    const svg = standaloneSvg({ content, width: 10, height: 10 }, { title: 't', description: 'd' });
    expect(svg).toContain(`<text fill="${palette.ink.light}">fill="var(--ink)"</text>`);
  });

  it('can tell roles apart by their light colours', () => {
    const lights = Object.values(palette).map(({ light }) => light);
    expect(new Set(lights).size).toBe(lights.length);
  });
});

describe('spreadApart', () => {
  it('keeps a gap and the order, and leaves alone what has room', () => {
    expect(spreadApart([50, 52, 90], 10, 0, 100)).toEqual([50, 60, 90]);
    expect(spreadApart([99, 98, 97], 10, 0, 100)).toEqual([100, 90, 80]);
  });
});
