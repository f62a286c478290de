import { byteLabels } from './chart/layout.ts';
import type { FeatureRow } from './view.ts';

/** Something that using a feature space costs. */
export interface Cost {
  /** As an axis and a sentence name it. */
  readonly title: string;
  /** Axis labels. */
  readonly labels: object;
  /** Above 0, or undefined where it costs nothing or is not known. */
  of(row: FeatureRow): number | undefined;
}

const manyLabels = { format: '~s' };

/** What is paid for a feature space, the first first: the pages show that one unless asked. */
export const costs: readonly Cost[] = [
  {
    title: 'weights needed for the layer',
    labels: byteLabels,
    of: ({ feature }) => feature.modelBytes || undefined,
  },
  { title: 'bytes of one feature vector', labels: byteLabels, of: ({ feature }) => feature.dim * 4 },
  {
    title: 'multiply-adds for one sample',
    labels: manyLabels,
    of: ({ feature }) => feature.macs || undefined,
  },
  {
    title: 'milliseconds for one sample, all tapped layers in one pass',
    labels: manyLabels,
    of: ({ feature }) => feature.extractMsPerSample || undefined,
  },
];
