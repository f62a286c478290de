import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { main } from '../../src/cli/index.ts';
import { listenForInterrupts } from '../../src/cli/interrupts.ts';
import { formatTable } from '../../src/cli/table.ts';
import {
  BackboneError,
  ConfigError,
  DataError,
  IntegrityError,
  InterruptedError,
  StoreError,
} from '../../src/core/index.ts';
import { fakeTerminal } from '../support/fake-terminal.ts';
import { startFakeMlflow } from '../support/mlflow-server.ts';
import { resultsFixture } from '../support/results-fixture.ts';
import { writeRun } from '../support/run-folders.ts';
import { runStrata } from '../support/strata-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('exit codes', () => {
  it.each([
    [new Error('x'), 1],
    [new RangeError('x'), 1],
    ['thrown', 1],
    [new ConfigError('x'), 2],
    [new DataError('x'), 3],
    [new StoreError('x'), 3],
    [new IntegrityError('x'), 4],
    [new BackboneError('x'), 4],
    [new InterruptedError(), 5],
  ])('%s is %i', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe('main', () => {
  it.each([
    [['experimnt'], "Error: unknown command 'experimnt'\n(Did you mean experiment?)\n"],
    [['experiment'], "Error: missing required argument 'config'\n"],
    [['layers', 'x', '--dept'], "Error: unknown option '--dept'\n"],
    [
      ['report', 'x', '--format', 'pdf'],
      `Error: option '--format <formats>' argument 'pdf' is invalid. It must be html or markdown: got "pdf".\n`,
    ],
  ])('%j is a usage error', async (argv, message) => {
    const terminal = fakeTerminal();
    expect(await main(argv, terminal)).toBe(2);
    expect(terminal.shown).toEqual({
      stdout: '',
      stderr: `${message}(strata --help lists commands and options)\n`,
    });
  });

  it('without a command, shows help and exits with 2', async () => {
    const terminal = fakeTerminal();
    expect(await main([], terminal)).toBe(2);
    expect(terminal.shown.stderr).toMatch(/^Usage: strata/);
  });

  it('an error is one line on standard error, its place in the code only with --debug', async () => {
    const terminal = fakeTerminal({ cwd: tempFolder() });
    expect(await main(['experiment', 'none.yaml'], terminal)).toBe(2);
    expect(terminal.shown).toEqual({
      stdout: '',
      stderr: 'Error: Cannot find config "none.yaml": there is no such file\n',
    });

    const debugging = fakeTerminal({ cwd: tempFolder() });
    expect(await main(['experiment', 'none.yaml', '--debug'], debugging)).toBe(2);
    expect(debugging.shown.stderr).toContain('find-config.ts');
  });

  it.each([
    [{ isTTY: true }, '\u{1b}[1;31mError:\u{1b}[0m Cannot'],
    [{ isTTY: true, env: { NO_COLOR: '1' } }, 'Error: Cannot'],
    [{ isTTY: true, env: { TERM: 'dumb' } }, 'Error: Cannot'],
  ])('colours: %j', async (options, start) => {
    const terminal = fakeTerminal(options);
    await main(['experiment', 'none.yaml'], terminal);
    expect(terminal.shown.stderr.slice(0, start.length)).toBe(start);
  });

  it("other people's names cannot send control characters to the screen", async () => {
    const terminal = fakeTerminal();
    await main(['experiment', 'a\u{1b}[2Jb.yaml'], terminal);
    expect(terminal.shown.stderr).toContain('"a\u{fffd}[2Jb.yaml"');
  });

  it('gives the signal handlers back', async () => {
    const terminal = fakeTerminal();
    await main(['experiment', 'none.yaml'], terminal);
    expect(terminal.listeners()).toBe(0);
  });
});

describe('report', () => {
  it('is rebuilt from the folder of a run, of an experiment, or results.json', async () => {
    const cwd = tempFolder();
    const run = join(cwd, 'reports', 'pets', 'latest');
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, 'results.json'), JSON.stringify(resultsFixture()));
    for (const named of ['reports/pets', 'reports/pets/latest/results.json', 'pets', 'pets/latest']) {
      const terminal = fakeTerminal({ cwd });
      expect(await main(['report', named, '--format', 'markdown'], terminal), terminal.shown.stderr).toBe(0);
      expect(terminal.shown.stdout).toBe(`Report written to ${join('reports', 'pets', 'latest')}\n`);
    }
    expect(readFileSync(join(run, 'report.md'), 'utf8')).toMatch(/^# /);
  });

  it('needs a run', async () => {
    const terminal = fakeTerminal({ cwd: tempFolder() });
    expect(await main(['report', 'nothing'], terminal)).toBe(3);
    expect(terminal.shown.stderr).toBe(
      'Error: Cannot find the run "nothing" as it must be a folder with a results.json, that file, or a name below reports/: there is none\n',
    );
  });

  it('takes several runs, follows links, and lists all runs beside them', async () => {
    const cwd = tempFolder();
    const results = { ...resultsFixture(), experiment: 'pets' };
    for (const run of ['one', 'two']) {
      mkdirSync(join(cwd, 'elsewhere', 'pets', run), { recursive: true });
      const file = join(cwd, 'elsewhere', 'pets', run, 'results.json');
      writeFileSync(file, JSON.stringify({ ...results, run }));
    }
    symlinkSync('two', join(cwd, 'elsewhere', 'pets', 'latest'));
    const terminal = fakeTerminal({ cwd });
    const argv = ['report', 'pets', 'pets/one', '--reports', 'elsewhere', '--format', 'markdown'];
    expect(await main(argv, terminal), terminal.shown.stderr).toBe(0);
    expect(terminal.shown.stdout).toBe(
      [
        `Report written to ${join('elsewhere', 'pets', 'two')}`,
        `Report written to ${join('elsewhere', 'pets', 'one')}`,
        `All runs: ${join('elsewhere', 'index.html')}\n`,
      ].join('\n'),
    );
    expect(existsSync(join(cwd, 'elsewhere', 'pets', 'one', 'cells.csv'))).toBe(true);
  });

  it('writes nothing where one of the runs is not there', async () => {
    const cwd = tempFolder();
    mkdirSync(join(cwd, 'run'));
    writeFileSync(join(cwd, 'run', 'results.json'), JSON.stringify(resultsFixture()));
    expect(await main(['report', 'run', 'nothing'], fakeTerminal({ cwd }))).toBe(3);
    expect(readdirSync(join(cwd, 'run'))).toEqual(['results.json']);
  });

  it('logs the run to an MLflow server, or says that it is not there', async () => {
    const cwd = tempFolder();
    mkdirSync(join(cwd, 'run'));
    writeFileSync(join(cwd, 'run', 'results.json'), JSON.stringify(resultsFixture()));
    const server = await startFakeMlflow();
    const argv = ['report', 'run', '--format', 'markdown', '--mlflow', server.url];
    const terminal = fakeTerminal({ cwd });
    expect(await main(argv, terminal), terminal.shown.stderr).toBe(0);
    expect(terminal.shown.stdout).toContain(`MLflow: ${server.url}/#/experiments/7/runs/r1\n`);
    await server.close();
    const down = fakeTerminal({ cwd });
    expect(await main(argv, down)).toBe(3);
    expect(down.shown.stderr).toMatch(/^Error: Cannot reach the MLflow server at .*ECONNREFUSED.*\n$/);
  });
});

describe('compare', () => {
  const made = { layers: ['expanded_conv/add'], models: ['logistic-regression'] };

  it('prints Markdown, or writes files', async () => {
    const cwd = tempFolder();
    for (const run of ['a', 'b']) writeRun(join(cwd, run), made);
    const printed = fakeTerminal({ cwd });
    expect(await main(['compare', 'a', 'b'], printed), printed.shown.stderr).toBe(0);
    expect(printed.shown.stdout).toMatch(/^# A and B compared\n/);
    expect(printed.shown.stdout).not.toContain('.svg');

    const written = fakeTerminal({ cwd });
    expect(await main(['compare', 'a', 'b', '--html', 'c.html', '--out', 'c'], written)).toBe(0);
    expect(readFileSync(join(cwd, 'c.html'), 'utf8')).toBe(
      readFileSync(join(cwd, 'c', 'compare.html'), 'utf8'),
    );
    expect(readdirSync(join(cwd, 'c')).sort()).toEqual(['compare.html', 'compare.md', 'figures']);
  });

  it('needs two runs', async () => {
    const cwd = tempFolder();
    writeRun(join(cwd, 'a'), made);
    const terminal = fakeTerminal({ cwd });
    expect(await main(['compare', 'a'], terminal)).toBe(2);
    expect(terminal.shown.stderr).toBe('Error: Cannot compare runs as there must be two or more: got 1\n');
  });
});

describe('backbones and layers', () => {
  it('lists the backbones and whether their weights are here, or shows one', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'resnet18.onnx'), '');
    const all = fakeTerminal({ cwd, env: { HF_HOME: cwd } });
    expect(await main(['backbones', '--weights', '.'], all)).toBe(0);
    const rows = all.shown.stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 5));
    expect(rows[0]).toEqual(['id', 'input', 'weights', 'size', 'licence']);
    expect(rows.find(([id]) => id === 'mobilenet-v3-coco')?.slice(1, 4)).toEqual([
      '224×224',
      'embedded',
      'MIT',
    ]);
    expect(rows).toContainEqual(['resnet18', '224×224', 'given', '47 MB', 'Apache-2.0']);
    expect(rows).toContainEqual(['resnet50', '224×224', 'not here', '102 MB', 'Apache-2.0']);
    const one = fakeTerminal({ cwd, env: { HF_HOME: cwd } });
    expect(await main(['backbones', 'resnet50'], one)).toBe(0);
    expect(one.shown.stdout).toContain(
      '  weights  hub Xenova/resnet-50, onnx/model.onnx at 6791d258f4afcf677b8fb933a4f571b10c8bf725, 102 MB, not here\n',
    );
    expect(one.shown.stdout).toContain('  input    224×224 rgb, nchw, short-side 256, bicubic\n');
  });

  it('a card whose weights are not here says what is missing and how to provide it', async () => {
    const cwd = tempFolder();
    const terminal = fakeTerminal({ cwd, env: { HF_HOME: cwd, HF_HUB_OFFLINE: '1' } });
    expect(await main(['layers', 'vgg16'], terminal)).toBe(4);
    expect(terminal.shown.stderr).toBe(
      `Error: Cannot open backbone "vgg16" as its weights must be on this machine: "validated/vision/classification/vgg/model/vgg16-12.onnx" of onnxmodelzoo/legacy_models is not in the cache "${cwd}/hub" and HF_HUB_OFFLINE is set; unset it, or give a folder that holds vgg16.onnx with --weights DIR or STRATA_WEIGHTS\n`,
    );
  });

  it.each([['backbones'], ['layers']])('%s of an unknown backbone', async (command) => {
    const terminal = fakeTerminal();
    expect(await main([command, 'mobilenet-v3-cocoa'], terminal)).toBe(4);
    expect(terminal.shown.stderr).toBe(
      'Error: Cannot find backbone "mobilenet-v3-cocoa": did you mean "mobilenet-v3-coco"\n',
    );
  });
});

describe('interrupts', () => {
  it('the first asks to stop, the second ends the process', () => {
    const terminal = fakeTerminal();
    const { signal } = listenForInterrupts(terminal);
    terminal.emit('SIGINT');
    expect(signal.aborted).toBe(true);
    expect(terminal.kills).toEqual([]);
    expect(terminal.shown.stderr).toContain('stopping after the work in hand');
    terminal.emit('SIGTERM');
    expect(terminal.kills).toEqual(['SIGTERM']);
    expect(terminal.listeners()).toBe(0);
  });
});

describe('formatTable', () => {
  it('aligns text left and numbers right', () => {
    const lines = formatTable(
      ['layer', 'parameters'],
      [
        ['conv', 9],
        ['a longer name', 12_345],
      ],
    );
    expect(lines).toEqual([
      'layer          parameters',
      'conv                    9',
      'a longer name       12345',
    ]);
  });
});

describe('the strata process', () => {
  it('prints its commands and its version', async () => {
    const [help, version] = await Promise.all([
      runStrata(['--help'], { cwd: tempFolder() }),
      runStrata(['--version'], { cwd: tempFolder() }),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const command of ['experiment|run', 'report', 'compare', 'backbones', 'layers', 'schema']) {
      expect(help.stdout).toContain(`\n  ${command} `);
    }
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('exits with the code of the error', async () => {
    const finished = await runStrata(['experiment', 'none.yaml'], { cwd: tempFolder() });
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toBe('Error: Cannot find config "none.yaml": there is no such file\n');
  });
});
