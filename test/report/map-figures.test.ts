import { beforeAll, describe, expect, it } from 'vitest';
import { type DrawnFigure, drawFigures } from '../../src/report/draw.ts';
import { renderPhrase } from '../../src/report/phrase.ts';
import { createView } from '../../src/report/view.ts';
import type { Exploration, Results } from '../../src/result/index.ts';
import { explorationFixture } from '../support/exploration-fixture.ts';
import { hostileNames } from '../support/hostile-results.ts';

let results: Results;
let exploration: Exploration;
beforeAll(async () => {
  ({ results, exploration } = await explorationFixture());
});

async function draw(id: string, change: Partial<Exploration> = {}, classNames = results.dataset.classNames) {
  const view = createView(
    { ...results, dataset: { ...results.dataset, classNames } },
    { ...exploration, ...change },
  );
  return (await drawFigures(view)).get(id)!;
}

const captionOf = ({ caption }: DrawnFigure) => renderPhrase(caption, (name) => name);
const coloursOf = ({ wide }: DrawnFigure) =>
  new Set([...wide.content.matchAll(/fill="var\(--([a-z0-9-]+)\)"/g)].map(([, role]) => role));

describe('map', () => {
  it('shows the UMAP of the chosen feature space in the colours of the classes', async () => {
    const figure = await draw('map');
    expect(captionOf(figure)).toMatch(/Colour and shape are the class\. UMAP keeps neighbours together/);
    expect(coloursOf(figure)).toEqual(new Set(['series-1', 'series-4', 'series-2', 'series-3', 'ink']));
    const symbols = figure.wide.content.match(/<path [^>]*fill="var\(--series-/g)!;
    expect(symbols).toHaveLength(exploration.samples.ids.length + results.dataset.classNames.length);
  });

  it('falls back to PCA, and says how much of the variance it shows', async () => {
    const maps = exploration.maps.filter(({ method }) => method === 'pca');
    expect(captionOf(await draw('map', { maps }))).toContain('greatest variance (43\u00a0% of it).');
  });

  it('marks wrong predictions where there are too many classes to tell apart', async () => {
    const names = Array.from({ length: 25 }, (_, i) => `class ${i}`);
    const figure = await draw('map', {}, names);
    expect(captionOf(figure)).toMatch(/Crosses are wrong predictions of layer .* with /);
    expect(coloursOf(figure)).toEqual(new Set(['series-1', 'series-7', 'ink']));
  });

  it('draws some of very many samples, and says so', async () => {
    const n = 3000;
    const rows = Array.from({ length: n }, (_, row) => row);
    const figure = await draw('map', {
      samples: { ids: rows.map(String), classIds: rows.map((row) => row % 4) },
      maps: [{ ...exploration.maps[0]!, rows, x: rows.map((row) => 3 * row), y: rows }],
    });
    expect(captionOf(figure)).toMatch(/ Of 3,000 samples, 800 are drawn\.$/);
    expect(figure.wide.content.match(/<path [^>]*fill="var\(--series-/g)!.length).toBe(804);
  });
});

describe('clusters', () => {
  it('puts the most frequent class of each first, with its share', async () => {
    const figure = await draw('clusters');
    const { clusters, purity } = exploration.clusters!;
    expect(captionOf(figure)).toContain(`purity, ${(100 * purity).toFixed(1)}\u00a0%.`);
    for (const { size, classCounts } of clusters) {
      const share = Math.round((100 * classCounts[0]![1]) / size);
      expect(figure.wide.content).toContain(`>${share}\u00a0%<`);
      expect(figure.wide.content).toContain(`>${results.dataset.classNames[classCounts[0]![0]]}<`);
    }
    expect(figure.wide.content.match(/<path [^>]*fill="var\(--heat\)"/g)).toHaveLength(clusters.length);
  });

  it('draws the largest of very many, and says so', async () => {
    const many = Array.from({ length: 40 }, () => exploration.clusters!.clusters[0]!);
    const figure = await draw('clusters', { clusters: { ...exploration.clusters!, clusters: many } });
    expect(captionOf(figure)).toMatch(/ 10 smaller clusters not drawn\.$/);
  });

  it('shows hostile class names as text', async () => {
    const { wide } = await draw('clusters', {}, hostileNames.slice(0, 4));
    expect(wide.content).toContain('&lt;script&gt;');
    expect(wide.content).not.toMatch(/<(script|img)/);
  });
});
