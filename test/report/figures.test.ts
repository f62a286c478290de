import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { spreadApart } from '../../src/report/chart/layout.ts';
import { palette } from '../../src/report/chart/palette.ts';
import { inlineSvg, standaloneSvg } from '../../src/report/chart/svg.ts';
import { type DrawnFigure, drawFigures } from '../../src/report/draw.ts';
import { figures } from '../../src/report/figures/registry.ts';
import { renderPhrase } from '../../src/report/phrase.ts';
import { createView } from '../../src/report/view.ts';
import type { Results } from '../../src/result/index.ts';
import { explorationFixture } from '../support/exploration-fixture.ts';
import { hostileResults } from '../support/hostile-results.ts';
import { resultsFixture, resultsOf } from '../support/results-fixture.ts';
import { multiLabelResults, regressionResults } from '../support/targets-fixture.ts';

/** Figures of what a run keeps to be explored. */
const explored = ['calibration', 'prediction-depth', 'map', 'clusters'];

/** Figures that need the results only. */
const ofResults = figures.ids.filter((id) => !explored.includes(id));

/** Those of classes. */
const ofClasses = ofResults.filter((id) => id !== 'predicted-actual');

/** Figures of what every run has; the others show what a run was asked for. */
const always = ofClasses.filter((id) => !['learning-curve', 'transferability', 'similarity'].includes(id));

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
    expect(drawn.map(({ id }) => id)).toEqual(ofClasses);
    for (const figure of drawn) await expectToRender(figure);
  });

  it('show what a run keeps to be explored, wide and narrow', async () => {
    const { results, exploration } = await explorationFixture();
    const drawn = await drawFigures(createView(results, exploration));
    expect([...drawn.keys()].filter((id) => explored.includes(id))).toEqual(
      figures.ids.filter((id) => explored.includes(id)),
    );
    for (const id of explored) await expectToRender(drawn.get(id)!);
  });

  it('say in words how well confidence fits, and how deep a layer samples need', async () => {
    const { results, exploration } = await explorationFixture();
    const drawn = await drawFigures(createView(results, exploration));
    const caption = (id: string) => renderPhrase(drawn.get(id)!.caption, (name) => name);
    expect(caption('calibration')).toMatch(
      /Confidence and accuracy are \d+\.\d\spoints apart on average .* all in all it is \d+\.\d\spoints (surer|less sure) than it is right\.$/,
    );
    expect(caption('prediction-depth')).toContain('60 samples that logistic regression is right about');
    const { cells } = exploration.predictionDepth!;
    const last = results.cells.find(({ id }) => id === cells.at(-1))!.confusion!;
    const right = last.reduce((sum, counts, i) => sum + counts[i]!, 0);
    expect(drawn.get('prediction-depth')!.description).toContain(
      `${Math.round((100 * (60 - right)) / 60)}\u00a0% are not right at the last one.`,
    );
  });

  it('show predicted numbers against actual ones where samples have no class', async () => {
    const drawn = await draw(regressionResults());
    expect(drawn.map(({ id }) => id)).toEqual(ofResults.filter((id) => id !== 'confusion'));
    for (const figure of drawn) await expectToRender(figure);
    const ofLabels = await draw(multiLabelResults());
    expect(ofLabels.map(({ id }) => id)).toEqual(ofClasses.filter((id) => id !== 'confusion'));
  });

  it('draw some of very many predictions, and say so', async () => {
    const results = regressionResults();
    const many = results.targets!.regression!.map((item) => {
      const repeated = <T>(values: readonly T[]) => Array.from({ length: 2000 }, (_, i) => values[i % 594]!);
      return {
        ...item,
        nTested: 9000,
        samples: repeated(item.samples),
        actual: repeated(item.actual),
        predicted: repeated(item.predicted),
      };
    });
    const drawn = await draw({ ...results, targets: { regression: many } });
    const { caption, wide } = drawn.find(({ id }) => id === 'predicted-actual')!;
    expect(caption.join('')).toMatch(/ Of 9,000 predictions, 800 are drawn\.$/);
    expect(wide.content.match(/fill-opacity|opacity="0.5"/g)!.length).toBeLessThan(900);
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
    expect(drawn).toHaveLength(ofClasses.length);
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
