/** Whether what a report says of its certainty is true, on simulated data sets whose truth is known.
 * Run: node --import tsx test/bench/coverage.ts [intervals] [choices] [nDataSets] [part of a scenario's name] */
import { useThreads } from '../../src/linalg/index.ts';
import { scenarios as choiceScenarios, choicesOf } from './coverage/choices.ts';
import { coverageOf, scenarios as intervalScenarios } from './coverage/intervals.ts';

useThreads(1);
const print = (text: string) => process.stdout.write(`${text}\n`);
const asked = process.argv.slice(2);
const parts = asked.filter((word) => ['intervals', 'choices'].includes(word));
const nDataSets = Number(asked.find((word) => /^\d+$/.test(word)) ?? 500);
const name = asked.find((word) => !parts.includes(word) && !/^\d+$/.test(word)) ?? '';
const isAsked = (part: string) => parts.length === 0 || parts.includes(part);

if (isAsked('intervals')) {
  print(`95 % intervals over ${nDataSets} data sets\n`);
  print('| data | metric | truth | coverage | width |\n|---|---|--:|--:|--:|');
  for (const scenario of intervalScenarios.filter((of) => of.name.includes(name))) {
    for (const row of await coverageOf(scenario, nDataSets)) {
      const numbers = [
        row.truth.toFixed(3),
        `${(100 * row.coverage).toFixed(1)} %`,
        row.meanWidth.toFixed(3),
      ];
      print(`| ${row.scenario} | ${row.metric} | ${numbers.join(' | ')} |`);
    }
  }
}

if (isAsked('choices')) {
  print(`\nClaims about cells over ${nDataSets} data sets; optimism in points of accuracy\n`);
  print('| cells | family-wise error | Holm alone | uncorrected | power | meter | true optimism | bias |');
  print('|---|--:|--:|--:|--:|--:|--:|--:|');
  for (const scenario of choiceScenarios.filter((of) => of.name.includes(name))) {
    const row = await choicesOf(scenario, nDataSets);
    const shares = [row.familyWiseError, row.holmAlone, row.uncorrected, row.power];
    const points = [row.meter, row.trueOptimism, row.meter - row.trueOptimism];
    const cells = [
      ...shares.map((share) => `${(100 * share).toFixed(1)} %`),
      ...points.map((value) => value.toFixed(2)),
    ];
    print(`| ${row.scenario} | ${cells.join(' | ')} |`);
  }
}
