import { Command, InvalidArgumentError, Option } from 'commander';
import type { Effects } from '../core/index.ts';
import type { BackbonesOptions } from './commands/backbones.ts';
import type { CheckImageOptions } from './commands/check-image.ts';
import type { CompareOptions } from './commands/compare.ts';
import type { ExperimentOptions } from './commands/experiment.ts';
import type { LayersOptions } from './commands/layers.ts';
import type { ReportOptions } from './commands/report.ts';
import { type Terminal, tag } from './terminal.ts';
import type { WeightsOption } from './weights-option.ts';

/** Loads a command's function when it is called for, so that `--help` loads none, and runs it with real effects. */
export type Run = <Options>(
  load: () => Promise<(options: Options, effects: Effects) => Promise<void>>,
  options: Options,
) => Promise<void>;

/** The command line: names, arguments and options. It throws commander's errors instead of ending the process. */
export function createProgram(run: Run, terminal: Terminal, version: string): Command {
  const program = new Command('strata')
    .description('Which layer of which pretrained network, with which simple model, works best on your data')
    .version(version)
    .option('--debug', 'show details, and where an error came from', false)
    .exitOverride()
    .showHelpAfterError('(strata --help lists commands and options)')
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error:/, tag('Error', terminal))),
    });

  program
    .command('experiment')
    .alias('run')
    .description('run an experiment: extract, train, evaluate, report')
    .argument('<config>', 'a YAML file, as given or below experiments/')
    .option('--set <key=value>', 'override a value: seed=7, models.0.C=10 (repeatable)', collect, [])
    .option('--dry-run', 'print the plan and what it will cost', false)
    .option('--resume', 'keep what earlier runs finished (the default)', true)
    .option('--no-resume', 'evaluate every cell again')
    .option('--prune-layers', 'drop layers that promise little before training', false)
    .option('--weights <folder>', 'a folder with weights of backbones: ID.onnx, or ID/model.onnx')
    .action((config: string, options: Omit<ExperimentOptions, 'config'>) =>
      run(async () => (await import('./commands/experiment.ts')).experiment, { ...options, config }),
    );

  program
    .command('report')
    .description('write the reports of finished runs again, from their files alone')
    .argument('<run...>', runArgument)
    .addOption(
      new Option('--format <formats>', 'html, markdown, or both with a comma between')
        .argParser(parseFormats)
        .default(['html', 'markdown'], 'html,markdown'),
    )
    .option('--reports <folder>', 'where names of runs are looked up', 'reports')
    .addOption(new Option('--mlflow <url>', 'also log the runs to this MLflow server').argParser(parseUrl))
    .action((runs: readonly string[], options: Omit<ReportOptions, 'runs'>) =>
      run(async () => (await import('./commands/report.ts')).report, { ...options, runs }),
    );

  program
    .command('compare')
    .description('put runs beside each other: what changed, and what that did to every cell')
    .argument('<run...>', `two or more; ${runArgument}`)
    .option('--reports <folder>', 'where names of runs are looked up', 'reports')
    .option('--html <file>', 'write one HTML file instead of printing Markdown')
    .option('--out <folder>', 'write compare.html, compare.md and its figure instead of printing Markdown')
    .action((runs: readonly string[], options: Omit<CompareOptions, 'runs'>) =>
      run<CompareOptions>(async () => (await import('./commands/compare.ts')).compare, { ...options, runs }),
    );

  program
    .command('backbones')
    .description('list the backbones known by name, or show one')
    .argument('[id]')
    .option('--check <image>', 'show what it is given of an image, to compare with other programs')
    .option('--weights <folder>', 'a folder with weights of backbones: ID.onnx, or ID/model.onnx')
    .action((id: string | undefined, { check, ...options }: { check?: string } & WeightsOption) =>
      check === undefined
        ? run<BackbonesOptions>(async () => (await import('./commands/backbones.ts')).backbones, {
            ...options,
            id,
          })
        : run<CheckImageOptions>(async () => (await import('./commands/check-image.ts')).checkImage, {
            id,
            image: check,
          }),
    );

  program
    .command('layers')
    .description('list the layers of a backbone: name, operator, shape, depth, cost, bytes of a vector')
    .argument('<id>', 'the id of a backbone, an ONNX file, a TensorFlow.js folder, hub:org/name, or a URL')
    .option('--weights <folder>', 'a folder with weights of backbones: ID.onnx, or ID/model.onnx')
    .option('--pooling <pooling>', 'how a layer becomes the vector whose bytes are listed', 'mean')
    .option('--tree', 'group the layers by block', false)
    .action((id: string, options: Omit<LayersOptions, 'id'>) =>
      run<LayersOptions>(async () => (await import('./commands/layers.ts')).layers, { ...options, id }),
    );

  program
    .command('schema')
    .description('print the JSON Schema of configs, for editors')
    .action(() => run(async () => (await import('./commands/schema.ts')).schema, {}));

  return program;
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

const runArgument =
  "a run's folder, an experiment's folder (its latest run), a results.json, or a name below reports/";

const formats = ['html', 'markdown'];

function parseFormats(value: string): readonly string[] {
  const chosen = value.split(',').map((format) => format.trim());
  const unknown = chosen.find((format) => !formats.includes(format));
  if (unknown !== undefined) throw new InvalidArgumentError(`It must be html or markdown: got "${unknown}".`);
  return chosen;
}

function parseUrl(value: string): string {
  if (/^https?:\/\/[^\s/?#@]/.test(value)) return value;
  throw new InvalidArgumentError(`It must be a URL as http://localhost:5000: got "${value}".`);
}
