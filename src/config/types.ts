import type { z } from 'zod';
import type { Task } from '../core/index.ts';

/** What the rooms below offer to a config; `experiment/` fills it from their registries, so that config/ knows only core/. */
export interface Catalog {
  readonly datasets: readonly {
    readonly id: string;
    readonly summary: string;
    /** What its samples are: `image`, `text`. */
    readonly modality: string;
    readonly options: z.ZodType;
  }[];
  /** Each with the modality of the samples it takes. */
  readonly backbones: readonly Modal[];
  readonly baselines: readonly Modal[];
  readonly transforms: readonly {
    readonly id: string;
    readonly summary: string;
    readonly params: z.ZodType;
    readonly implementations?: Readonly<Record<string, unknown>>;
  }[];
  readonly models: readonly {
    readonly id: string;
    readonly summary: string;
    readonly params: z.ZodType;
    readonly implementations?: Readonly<Record<string, unknown>>;
    /** Default: candidate. */
    readonly role?: 'candidate' | 'control';
    /** What it predicts, of a multi-label set label by label; default: classification. */
    readonly task?: Exclude<Task, 'multi-label'>;
    /** Why a classifier with this setting cannot predict sets of labels, in words after "as"; undefined where it can. */
    readonly cannotLabel?: (model: {
      readonly implementation: string;
      readonly setting: Readonly<Record<string, unknown>>;
    }) => string | undefined;
  }[];
  /** Of classification, where they name no other task. */
  readonly metrics: readonly { readonly id: string; readonly title: string; readonly task?: Task }[];
  /** Of layers before training. */
  readonly scores: readonly { readonly id: string; readonly title: string }[];
  readonly poolings: readonly string[];
}

interface Modal {
  readonly id: string;
  readonly summary: string;
  readonly modality: string;
}

/** The preset that a config names. */
export interface PresetUse {
  readonly id: string;
  /** Where the config says otherwise than the preset: `evaluation.protocol`. */
  readonly departures: readonly string[];
}

/** A config with shorthands spelled out and defaults filled in: what `config.resolved.yaml` holds. */
export interface ResolvedConfig {
  readonly name: string;
  readonly dataset: {
    readonly type: string;
    readonly maxSkipped: number;
    readonly options: Readonly<Record<string, unknown>>;
  };
  readonly features: readonly DeepFeatures[];
  readonly baselines: readonly string[];
  /** Spelled out in the fields that it decides. */
  readonly preset?: PresetUse;
  readonly transform: readonly {
    readonly type: string;
    readonly implementation: string;
    readonly params: Readonly<Record<string, unknown>>;
  }[];
  readonly models: readonly ModelConfig[];
  readonly evaluation: {
    readonly protocol: ProtocolConfig;
    readonly tune: { readonly folds: number; readonly metric: string };
    /** Whether cells are scored on inner folds, so that picking the best of them can be judged. */
    readonly selection: 'nested' | 'none';
    readonly controls: readonly 'permuted-labels'[];
    readonly metrics: readonly string[];
    /** Whether duplicates, leaks, wrong labels and outliers are looked for. */
    readonly dataQuality: boolean;
    /** Absent where no learning curve is asked for. */
    readonly learningCurve?: LearningCurveConfig;
    /** Absent where every layer is trained on. */
    readonly prune?: PruneConfig;
  };
  readonly report: {
    readonly folder: string;
    readonly formats: readonly ('html' | 'markdown')[];
    /** Whether `exploration.json` is made. */
    readonly explore: boolean;
    /** URL of an MLflow tracking server that runs are logged to. */
    readonly mlflow?: string;
  };
  readonly runtime: {
    readonly device: 'cpu' | 'webgpu' | 'cuda' | 'coreml' | 'dml' | 'auto';
    readonly threads: number;
    readonly batchSize: number;
  };
  readonly seed: number;
}

export interface DeepFeatures {
  /** A card's id, or a source with its preprocessing. */
  readonly backbone: string | SourceConfig;
  readonly layers: 'stages' | 'all' | readonly (string | number)[];
  readonly pooling: readonly string[];
  /** Default: `pretrained`. */
  readonly weights?: 'pretrained' | 'random';
  /** Default: `onnx`. */
  readonly runtime?: 'onnx' | 'tfjs';
}

/** A backbone that is no card. */
export type SourceConfig = (
  | { readonly onnx: string }
  | { readonly tfjs: string }
  | { readonly hub: string; readonly file?: string; readonly revision?: string }
  | { readonly url: string }
) & {
  readonly input?: Readonly<Record<string, unknown>>;
  readonly stages?: readonly string[];
  readonly tokenizer?: string;
};

export interface ModelConfig {
  readonly type: string;
  readonly implementation: string;
  /** One value, or a list of values to choose from by inner tuning; validated value by value. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Every combination of the lists, each parsed by the model's schema (defaults filled in). */
  readonly settings: readonly Readonly<Record<string, unknown>>[];
}

/** Which layers are dropped before training. */
export interface PruneConfig {
  /** Id of the score that decides. */
  readonly score: string;
  readonly keep: number;
  /** Share of the range between the best and the worst layer. */
  readonly gap: number;
}

/** Training sizes, by shares of the training part or in samples; neither takes the usual shares. */
export interface LearningCurveConfig {
  readonly shares?: readonly number[];
  readonly sizes?: readonly number[];
  /** Default: 1, or as many as make 5 folds of fewer. */
  readonly draws?: number;
  readonly cells: number;
}

/** `auto` is the predefined split where the data set has one, else 5-fold. */
export type ProtocolConfig =
  | { readonly type: 'auto' }
  | { readonly type: 'k-fold'; readonly folds: number; readonly repeats: number }
  | { readonly type: 'holdout'; readonly testShare: number; readonly repeats: number }
  | { readonly type: 'predefined' }
  | { readonly type: 'leave-one-group-out' }
  | { readonly type: 'few-shot'; readonly perClass: number; readonly draws: number };
