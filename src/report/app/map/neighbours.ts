import type { Exploration } from '../../../result/index.ts';
import { count, formatShare } from '../../format.ts';
import type { ReportData, ReportFeature } from '../data.ts';
import { element } from '../elements/element.ts';
import { sampleChip } from '../elements/sample-chip.ts';
import type { Store } from '../store.ts';

/** The samples most alike to one in each feature space that they are known of, in the order of the report: layers by
 * depth, then baselines. */
export function neighboursOf(
  { features, exploration }: Pick<ReportData, 'features' | 'exploration'>,
  row: number,
): readonly { readonly feature: ReportFeature; readonly rows: readonly number[] }[] {
  return features.flatMap((feature) => {
    const rows = neighboursIn(exploration, feature.id, row);
    return rows.length === 0 ? [] : [{ feature, rows }];
  });
}

/** The samples most alike to one in a feature space, the nearest first; none where they are not known. */
export function neighboursIn(
  exploration: Pick<Exploration, 'neighbours'> | undefined,
  feature: string,
  row: number,
): readonly number[] {
  const found = exploration?.neighbours.find((item) => item.feature === feature);
  if (found === undefined) return [];
  const { k, of, rows } = found;
  const place = of === undefined ? row : of.indexOf(row);
  return place < 0 ? [] : rows.slice(place * k, (place + 1) * k);
}

/** The neighbours of a sample, a line for each feature space; those of another class are marked. */
export function neighbourList(data: ReportData, store: Store, row: number): HTMLElement {
  const { classIds } = data.exploration!.samples;
  const hasClasses = data.classNames.length > 0;
  return element(
    'ol',
    { class: 'neighbours' },
    ...neighboursOf(data, row).map(({ feature, rows }) => {
      const alike = rows.filter((other) => classIds[other] === classIds[row]).length;
      return element(
        'li',
        {},
        element(
          'p',
          { class: 'neighbours-of' },
          element('bdi', {}, `${feature.number} · ${feature.title}`),
          element(
            'small',
            {},
            feature.depth !== undefined && `depth ${formatShare(feature.depth, 0)}`,
            feature.depth !== undefined && hasClasses && ', ',
            hasClasses && `${alike} of ${count(rows.length, 'neighbour')} of its class`,
          ),
        ),
        element(
          'ul',
          { class: 'sample-chips' },
          ...rows.map((other) =>
            element(
              'li',
              {},
              sampleChip(data, store, other, hasClasses && classIds[other] !== classIds[row]),
            ),
          ),
        ),
      );
    }),
  );
}
