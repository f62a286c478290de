import type { ResultInterval, Results } from '../../result/index.ts';
import type { PageExploration } from './exploration.ts';
import type { ConfusionMatrix } from './model/confusion.ts';
import type { SuspectGroup } from './model/suspects.ts';

/** What the page knows beside its own text: cells and features by their names, and what a person digs in. */
export interface ReportData {
  /** As the run has them, controls included: marks of figures and rows of tables name them by their position. */
  readonly cells: readonly ReportCell[];
  /** In the order of the report: layers by depth, then baselines. */
  readonly features: readonly ReportFeature[];
  /** Of the true and predicted classes; empty where samples have none. */
  readonly classNames: readonly string[];
  /** Of samples with sets of labels. */
  readonly labelNames?: readonly string[];
  /** Of samples with numbers. */
  readonly numbers?: NonNullable<Results['dataset']['numbers']>;
  /** What the numbers or labels are called, where that is known. */
  readonly targetName?: string;
  /** The deciding metric first. */
  readonly metrics: Results['evaluation']['metrics'];
  /** Id of the cell to use, and of the best of the run. */
  readonly chosen: string;
  readonly best: string;
  readonly seed: number;
  readonly exploration?: PageExploration;
  /** Suspicious samples that the exploration shows. */
  readonly suspects?: readonly SuspectGroup[];
}

export interface ReportCell {
  readonly id: string;
  readonly role: 'candidate' | 'baseline' | 'control';
  /** Id of its feature space. */
  readonly feature: string;
  /** Position in the list of features, 1-based, as figures and tables refer to it; none of a control. */
  readonly number?: number;
  /** `7 · extern1/mul_1 · logistic regression`. */
  readonly title: string;
  readonly model: string;
  readonly backbone?: string;
  /** As good as the best, behind it, …. */
  readonly standing: string;
  readonly metrics: Readonly<Record<string, ResultInterval>>;
  /** The best against this one, in the deciding metric; positive where the best is better. */
  /** What it took for what, where the exploration does not hold its predictions. */
  readonly confusion?: ConfusionMatrix;
  readonly behindBest?: { readonly difference: ResultInterval; readonly pAdjusted: number };
}

export interface ReportFeature {
  readonly id: string;
  readonly number: number;
  readonly role: ReportCell['role'];
  /** The layer or recipe, without the path that all layers of its backbone share. */
  readonly title: string;
  readonly backbone?: string;
  readonly depth?: number;
}
