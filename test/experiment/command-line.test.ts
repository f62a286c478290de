import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { commandLine } from '../../src/experiment/command-line.ts';

it('the command of a run says the same to a shell again', () => {
  const overrides = [
    'seed=7',
    "name=it's mine",
    'models=[svm, {type: knn, k: [1, 5]}]',
    'dataset.path=a b/$HOME',
  ];
  const command = commandLine('configs/my pets.yaml', overrides, './weights');
  const words = execFileSync('bash', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');
  expect(words).toEqual([
    ...['npx', 'strata', 'experiment', 'configs/my pets.yaml'],
    ...overrides.flatMap((override) => ['--set', override]),
    ...['--weights', './weights'],
  ]);
});
