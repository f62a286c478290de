import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { cellsCsv } from '../../src/result/index.ts';
import { hostileResults } from '../support/hostile-results.ts';
import { resultsFixture } from '../support/results-fixture.ts';

it('has a row for each cell, with metrics, bounds and costs as results.json has them', () => {
  const results = resultsFixture();
  const rows: Record<string, string>[] = parse(cellsCsv(results), { columns: true });
  expect(rows.map(({ cell }) => cell)).toEqual(results.cells.map(({ id }) => id));
  for (const [i, { role, feature, model, metrics, fitMs }] of results.cells.entries()) {
    const row = rows[i]!;
    expect(row).toMatchObject({ role, feature: feature.id, model: model.type, dim: String(feature.dim) });
    expect(JSON.parse(row.params!)).toEqual(model.params);
    const { mean, ci95 } = metrics.accuracy!;
    expect([row.accuracy, row['accuracy low'], row['accuracy high']].map(Number)).toEqual([mean, ...ci95]);
    expect(row.logLoss).toBe(metrics.logLoss === undefined ? '' : String(metrics.logLoss.mean));
    expect(Number(row['fit ms'])).toBe(fitMs);
    expect(row['model bytes']).toBe(String(feature.modelBytes ?? ''));
  }
  expect(rows.filter(({ standing }) => standing === 'best').map(({ cell }) => cell)).toEqual([
    results.answer.best,
  ]);
});

it('gives hostile names back as they are', () => {
  const results = hostileResults();
  const rows: Record<string, string>[] = parse(cellsCsv(results), { columns: true });
  expect(rows.map(({ layer }) => layer)).toEqual(results.cells.map(({ feature }) => feature.layer ?? ''));
});
