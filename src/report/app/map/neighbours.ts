import type { Exploration } from '../../../result/index.ts';
import { count, formatShare } from '../../format.ts';
import type { ReportData, ReportFeature } from '../data.ts';
import { element } from '../elements/element.ts';
import { sampleChip } from '../elements/sample-chip.ts';
import { numberText } from '../elements/sample-target.ts';
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
      const likeness = likenessOf(data, row, rows);
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
            feature.depth !== undefined && likeness !== undefined && ', ',
            likeness,
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

/** What neighbours have in common with a sample: its class, labels of it, or a number near its own. */
function likenessOf(data: ReportData, row: number, rows: readonly number[]): string | undefined {
  const { classIds, numbers, labels } = data.exploration!.samples;
  const all = count(rows.length, 'neighbour');
  if (numbers !== undefined) {
    const mean = rows.reduce((sum, other) => sum + numbers[other]!, 0) / rows.length;
    return `mean of ${all}: ${numberText(data)(mean)}`;
  }
  if (labels !== undefined) {
    const own = labels[row]!;
    const alike = rows.filter((other) => labels[other]!.some((label) => own.includes(label)));
    return own.length === 0 ? undefined : `${alike.length} of ${all} share a label`;
  }
  if (data.classNames.length === 0) return undefined;
  const alike = rows.filter((other) => classIds[other] === classIds[row]);
  return `${alike.length} of ${all} of its class`;
}
