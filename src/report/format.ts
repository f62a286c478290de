const minus = '\u2212';
const unitSpace = '\u00a0';

/** A number as people write it: a real minus sign, thousands apart. */
export function formatNumber(value: number, digits = 0): string {
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return text.replace(/^-(?=.*[1-9])/, minus).replace(/^-/, '');
}

/** A number with its unit, which stays on the same line. */
function withUnit(value: number, digits: number, unit: string): string {
  return `${formatNumber(value, digits)}${unitSpace}${unit}`;
}

/** A share in [0, 1] as `66.2 %`. */
export function formatShare(share: number, digits = 1): string {
  return withUnit(share * 100, digits, '%');
}

/** `0.4 ms`, `12 ms`, `3.4 s`. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return formatSeconds(ms / 1000);
  return withUnit(ms, ms < 0.1 ? 2 : ms < 10 ? 1 : 0, 'ms');
}

/** `0.8 s`, `48 s`, `3 min 12 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return withUnit(seconds, 1, 's');
  const whole = Math.round(seconds);
  if (whole < 60) return withUnit(whole, 0, 's');
  return `${withUnit(Math.floor(whole / 60), 0, 'min')} ${withUnit(whole % 60, 0, 's')}`;
}

/** `640 B`, `12.3 kB`, `2.1 MB`, `16 GB`, in powers of 1000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return withUnit(bytes, 0, 'B');
  if (bytes < 1e6) return withUnit(bytes / 1e3, bytes < 1e5 ? 1 : 0, 'kB');
  if (bytes < 1e9) return withUnit(bytes / 1e6, bytes < 1e8 ? 1 : 0, 'MB');
  return withUnit(bytes / 1e9, 1, 'GB');
}

/** `640`, `12.3 k`, `151 M`, `4.1 G`, in powers of 1000. */
export function formatMany(n: number): string {
  if (n < 1000) return formatNumber(n);
  if (n < 1e6) return withUnit(n / 1e3, n < 1e5 ? 1 : 0, 'k');
  if (n < 1e9) return withUnit(n / 1e6, n < 1e8 ? 1 : 0, 'M');
  return withUnit(n / 1e9, 1, 'G');
}

/** `1 cell`, `3 cells`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(n)} ${n === 1 ? singular : plural}`;
}

/** A number to four digits at most, without zeros at its end: `8`, `14.32`. */
export function formatShort(value: number): string {
  return Number(value.toPrecision(4))
    .toLocaleString('en-US', { maximumFractionDigits: 20 })
    .replace('-', minus);
}

/** With a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Bounds {
  readonly ci95: readonly [number, number];
}

/** A value that may be unknown; a dash stands for one that is. */
export function orDash<T>(value: T | undefined, format: (value: T) => string): string {
  return value === undefined ? '–' : format(value);
}

/** How one metric is written. */
export interface MetricStyle {
  readonly id: string;
  /** As a column's head: `Accuracy`. */
  readonly title: string;
  /** Within a sentence: `accuracy`. */
  readonly word: string;
  readonly better: 'higher' | 'lower';
  readonly isShare: boolean;
  /** Whether values are in the unit of the numbers that are predicted: there is no end to them. */
  readonly hasUnit: boolean;
  /** `66.2 %`, `0.662`, or `3.12`. */
  value(value: number): string;
  /** The same in a sentence that does not name the metric: `66.2 %`, or `MAE 3.12`. */
  named(value: number): string;
  /** `62.0–70.4`, without the unit, or `−0.20 to −0.06`. */
  range(interval: Bounds): string;
  /** `+17.0 points` or `+0.170`. */
  difference(value: number): string;
  /** `12.1 to 21.9`, signed. */
  differenceRange(interval: Bounds): string;
  /** The least difference from a value that changes what is read off a report: half a point, or a hundredth of a value
   * that has a unit. */
  notable(value: number): number;
}

const metricsWithUnit = ['mae', 'rmse'];

/** A number to three digits, whatever its size: `0.0312`, `3.12`, `31,240`.
 * @param size decides how many stand behind the point. */
export function formatMeasure(value: number, size = Math.abs(value)): string {
  return formatNumber(value, size === 0 ? 0 : Math.min(Math.max(2 - Math.floor(Math.log10(size)), 0), 8));
}

/** A difference with its sign; one that rounds to nothing has none.
 * @param format of the number itself. */
export function signed(format: (value: number) => string, difference: number): string {
  const text = format(difference);
  return difference > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** How the numbers of a set are written, all to as many digits: two of a third of their standard deviation, which is
 * about what good predictions are off by.
 * @param sd standard deviation. */
export function quantityFormat(sd: number): (value: number) => string {
  const digits = sd > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(sd / 3)), 0), 8) : 0;
  return (value) => formatNumber(value, digits);
}

/** Accuracies and recalls are shares of samples and read best in per cent; every other metric stays on its own scale. */
export function metricStyle(metric: {
  readonly id: string;
  readonly title: string;
  readonly better: 'higher' | 'lower';
}): MetricStyle {
  const isShare = /accuracy|recall/i.test(metric.id);
  const hasUnit = metricsWithUnit.includes(metric.id);
  const scaled = (value: number, size = Math.abs(value)) =>
    isShare ? formatNumber(value * 100, 1) : hasUnit ? formatMeasure(value, size) : formatNumber(value, 3);
  const withSign = (value: number, size?: number) => signed((number) => scaled(number, size), value);
  const sizeOf = ([low, high]: Bounds['ci95']) => Math.max(Math.abs(low), Math.abs(high));
  const value = (value: number) => (isShare ? formatShare(value) : scaled(value));
  const word = /^(?!Brier|Cohen|Matthews)[A-Z][a-z]/.test(metric.title)
    ? metric.title.charAt(0).toLowerCase() + metric.title.slice(1)
    : metric.title;
  return {
    ...metric,
    word,
    isShare,
    hasUnit,
    value,
    named: (number) => (isShare ? value(number) : `${word} ${value(number)}`),
    range: ({ ci95 }) => ci95.map((bound) => scaled(bound, sizeOf(ci95))).join(ci95[0] < 0 ? ' to ' : '–'),
    difference: (value) => (isShare ? `${withSign(value)}${unitSpace}points` : withSign(value)),
    differenceRange: ({ ci95 }) => ci95.map((bound) => withSign(bound, sizeOf(ci95))).join(' to '),
    notable: (value) => (hasUnit ? Math.abs(value) / 100 : 0.005),
  };
}
