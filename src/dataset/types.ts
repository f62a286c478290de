import type { z } from 'zod';
import type { Effects, Task } from '../core/index.ts';

/** What a sample is made of. */
export type Modality = 'image' | 'text';

/** Where a sample's bytes are, absolute, or the text itself. */
export type Content = { readonly file: string } | { readonly text: string };

/** The part of a predefined split a sample belongs to. */
export type SplitName = 'train' | 'val' | 'test';

/** One image or text with what is predicted of it. The rows of every feature matrix are in the order of `Dataset.samples`. */
export interface Sample {
  /** Unique and stable: the path below the data set's root with forward slashes, the row of a table, or the embedded set's
   * own id. */
  readonly id: string;
  readonly content: Content;
  /** SHA-256 of its bytes (UTF-8 for a text), hex. */
  readonly contentHash: string;
  /** Index into `Dataset.classNames`: its class; of another task, what splits are stratified by. */
  readonly classId: number;
  /** Its number, or the ids of its labels, ascending: indices into `Dataset.labelNames`. Absent where it has a class. */
  readonly target?: number | readonly number[];
  readonly split?: SplitName;
  /** Samples of one group (a patient, a burst of photos) never stand on both sides of a split. */
  readonly group?: string;
}

/** A sample that could not be used, and why in one sentence. */
export interface SkippedSample {
  readonly id: string;
  readonly reason: string;
}

export interface Dataset {
  /** The registry id: `emoji`, `image-folder`, `text`. */
  readonly id: string;
  readonly modality: Modality;
  readonly task: Task;
  readonly samples: readonly Sample[];
  /** `classNames[sample.classId]`: the classes, sorted by code unit; of a regression set the ranges that its numbers fall
   * into, ascending; of a multi-label set labels, each for the samples of which it is the rarest. */
  readonly classNames: readonly string[];
  /** Of a multi-label set: every label that a sample has, sorted by code unit. */
  readonly labelNames?: readonly string[];
  /** What the labels are called where they come from: the column of a table. */
  readonly targetName?: string;
  /** Hash over the ids, labels, splits, groups and contents of all samples. */
  readonly fingerprint: string;
  /** Files left out before decoding (unreadable, 0 bytes). */
  readonly skipped: readonly SkippedSample[];
  /** Sets of two or more sample ids with the same bytes. */
  readonly duplicates: readonly (readonly string[])[];
  /** Full sentences for the report: one class much rarer than another, duplicates with different labels, … */
  readonly warnings: readonly string[];
}

/** One kind of data set: one file in this room, one line in `registry.ts`. */
export interface DatasetSource<Options = unknown> {
  readonly id: string;
  /** One line for `--help` and docs. */
  readonly summary: string;
  readonly modality: Modality;
  /** The fields of `dataset:` beside `type`, strict, each with a description and a default where it has one. */
  readonly options: z.ZodType<Options>;
  /** Read the list of samples and hash their bytes.
   * @throws {DataError} If there is no such folder or manifest, or it holds no sample. */
  load(options: Options, effects: Effects): Promise<Dataset>;
}
