import { formatNumber } from '../../format.ts';
import { isRight, type Outcome } from './outcomes.ts';

/** As many as show the shape of the curve while each still holds enough samples to mean something. */
const BINS = 10;

/** Tests whose confidence lies between two bounds. */
export interface ReliabilityBin {
  /** Confidence from here, exclusive but in the first bin, to there. */
  readonly from: number;
  readonly to: number;
  readonly outcomes: readonly Outcome[];
  /** Mean confidence, and the share that was right. */
  readonly confidence: number;
  readonly right: number;
  /** 95 % interval of the share that is right. */
  readonly ci95: readonly [number, number];
}

/** How often a cell is right by how sure it is: ten bins of equal width, without the empty ones.
 * @returns undefined of a model without probabilities.
 * Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", section 2. */
export function reliabilityOf(outcomes: readonly Outcome[]): readonly ReliabilityBin[] | undefined {
  if (outcomes.length === 0 || outcomes.some(({ confidence }) => confidence === undefined)) return undefined;
  const bins = Array.from({ length: BINS }, (): Outcome[] => []);
  for (const item of outcomes) {
    // Thousandths are whole numbers, so that rounding cannot move one over an edge.
    const bin = Math.ceil((Math.round(item.confidence! * 1000) * BINS) / 1000) - 1;
    bins[Math.max(bin, 0)]!.push(item);
  }
  return bins.flatMap((members, i) => {
    if (members.length === 0) return [];
    const sum = members.reduce((total, { confidence }) => total + confidence!, 0);
    const nRight = members.filter(isRight).length;
    return {
      from: i / BINS,
      to: (i + 1) / BINS,
      outcomes: members,
      confidence: sum / members.length,
      right: nRight / members.length,
      ci95: wilson(nRight, members.length),
    };
  });
}

/** Mean distance of confidence and accuracy over the bins, each weighing as many tests as it holds: the expected
 * calibration error, in [0, 1].
 * Source: Guo et al. 2017, eq. 3. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  return weightedMean(bins, ({ confidence, right }) => Math.abs(right - confidence));
}

/** What the calibration comes to, in a sentence. */
export function describeCalibration(bins: readonly ReliabilityBin[]): string {
  const points = (share: number) => `${formatNumber(Math.abs(share) * 100, 1)}\u00a0points`;
  const apart = `Confidence and accuracy are ${points(calibrationError(bins))} apart on average (expected calibration error of ten bins)`;
  const excess = overconfidence(bins);
  if (Math.abs(excess) < 0.01) return `${apart}; all in all it is as sure as it is right.`;
  const direction = excess > 0 ? 'surer than it is right' : 'less sure than it is right';
  return `${apart}; all in all it is ${points(excess)} ${direction}.`;
}

/** Mean confidence less accuracy, in [-1, 1]: above 0 of a model that is surer than it is right. */
function overconfidence(bins: readonly ReliabilityBin[]): number {
  return weightedMean(bins, ({ confidence, right }) => confidence - right);
}

function weightedMean(bins: readonly ReliabilityBin[], measure: (bin: ReliabilityBin) => number): number {
  const total = bins.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  return bins.reduce((sum, bin) => sum + bin.outcomes.length * measure(bin), 0) / total;
}

/** The 95 % interval of a share.
 * Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference". */
function wilson(k: number, n: number): readonly [number, number] {
  const z2 = 1.959964 ** 2;
  const middle = (k + z2 / 2) / (n + z2);
  const half = Math.sqrt((z2 * k * (n - k)) / n + z2 ** 2 / 4) / (n + z2);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
