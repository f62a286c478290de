import type {
  PairedPredictions,
  ResultCell,
  ResultInterval,
  Results,
  RunPredictions,
} from '../../result/index.ts';
import type { DrawnFigure } from '../draw.ts';
import type { Phrase } from '../phrase.ts';
import type { ReportView } from '../view.ts';

/** A run that is compared. */
export interface ComparedRun {
  /** `A`, `B`, … in the order in which they were named. */
  readonly letter: string;
  /** As the user named it. */
  readonly title: string;
  readonly results: Results;
  readonly view: ReportView;
  /** `config.resolved.yaml` as plain data; absent where the file is. */
  readonly config?: unknown;
  /** Absent where the run has no `predictions.csv`. */
  readonly predictions?: RunPredictions;
}

/** Something that was set, or was there, otherwise. */
export interface Change {
  /** In lower case: `layers of mobilenet-v3-coco`. */
  readonly what: Phrase;
  /** By run: what it has there; of lists, what not all runs have. */
  readonly values: readonly Phrase[];
}

/** Computes a − b with its 95 % interval, over pairs of predictions for the same sample in the same fold.
 * @returns undefined where the metric needs more than what was predicted. */
export type PairedInterval = (pair: PairedPredictions) => ResultInterval | undefined;

/** A cell of the first run beside one of a later run. */
export interface PairedCells {
  readonly first: ResultCell;
  readonly second: ResultCell;
  /** second − first, of the deciding metric of the first run; absent where they cannot be paired. */
  readonly difference?: ResultInterval;
  /** What sets the two apart though they have one name: another setting, other features. */
  readonly notes: readonly string[];
}

/** A later run beside the first. */
export interface PairedRuns {
  readonly first: ComparedRun;
  readonly second: ComparedRun;
  /** Why there is no paired difference, or what limits it. */
  readonly caution?: Phrase;
  /** The two best cells, whatever they are. */
  readonly best: PairedCells;
  /** Cells that both runs have, best of the first run first. */
  readonly cells: readonly PairedCells[];
}

/** A part of a comparison. */
export interface CompareSection {
  readonly id: string;
  readonly title: string;
  readonly intro: readonly Phrase[];
  /** Whether the overlaid curves stand here, before the table. */
  readonly hasCurves?: boolean;
  /** With a leading `>` where the column holds numbers. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Phrase[])[];
}

/** What is told of several runs beside each other. */
export interface Comparison {
  readonly title: string;
  readonly scope: string;
  readonly headline: Phrase;
  readonly sections: readonly CompareSection[];
  readonly curves: DrawnFigure | undefined;
}
