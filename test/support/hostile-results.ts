import type { Results } from '../../src/result/index.ts';
import { dataQualityFixture } from './data-quality-fixture.ts';
import { resultsFixture } from './results-fixture.ts';

/** Names that try to leave their place: markup of all three formats, quotes, emoji, right-to-left, 300 characters,
 * control characters, prototype keys. One for each class of the fixture. */
export const hostileNames: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP `code` | pipe \\| $x$",
  '# heading\n- list\n1. item\n\n```\nfence',
  '[link](http://evil.example) ![i](x) www.evil.example @user :smile: #12',
  'مرحبا بالعالم \u202egnp.exe',
  '👩‍👩‍👧‍👦🏳️‍🌈 emoji',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  ']]></svg><script>1</script> var(--ink) fill="var(--ink)" \u0000\u0007\ud800 &amp; --> </style>',
];

/** The fixture with a hostile name wherever a user or a file can put one. */
export function hostileResults(): Results {
  const base = resultsFixture();
  const nameOf = (i: number) => hostileNames[i % hostileNames.length]!;
  const layers = [...new Set(base.cells.map(({ feature }) => feature.layer))];
  return {
    ...base,
    experiment: nameOf(0),
    run: nameOf(1),
    command: hostileNames.join(' '),
    environment: { ...base.environment, cpu: nameOf(2), packages: { [nameOf(4)]: nameOf(3) } },
    dataset: {
      ...base.dataset,
      id: nameOf(10),
      path: nameOf(1),
      classNames: hostileNames,
      targetName: nameOf(4),
      skipped: hostileNames.map((id) => ({ id, reason: id })),
      duplicates: [hostileNames],
      warnings: hostileNames,
    },
    dataQuality: hostileQuality(base),
    warnings: hostileNames,
    cells: base.cells.map((cell) => ({
      ...cell,
      feature: {
        ...cell.feature,
        ...(cell.feature.layer === undefined
          ? {}
          : {
              layer: `${nameOf(layers.indexOf(cell.feature.layer))}/${cell.feature.layer}`,
              backbone: nameOf(4),
            }),
      },
      model: {
        ...cell.model,
        ...(cell.model.type === 'svm'
          ? { title: nameOf(1), params: { [nameOf(0)]: nameOf(2) }, tuned: [] }
          : {}),
      },
    })),
  };
}

function hostileQuality(base: Results): NonNullable<Results['dataQuality']> {
  const { duplicates, labelErrors, outliers, ...quality } = dataQualityFixture(base, hostileNames.length);
  const nameOf = (i: number) => hostileNames[i % hostileNames.length]!;
  return {
    ...quality,
    duplicates: {
      ...duplicates,
      space: nameOf(0),
      pairs: duplicates.pairs.map((pair, i) => ({
        ...pair,
        samples: [nameOf(i), nameOf(i + 1)],
        classes: [nameOf(i + 2), nameOf(i + 3)],
      })),
    },
    labelErrors: {
      ...labelErrors!,
      suspects: labelErrors!.suspects.map((suspect, i) => ({
        ...suspect,
        sample: nameOf(i),
        given: nameOf(i + 1),
        suggested: nameOf(i + 2),
      })),
    },
    outliers: {
      ...outliers,
      samples: outliers.samples.map((outlier, i) => ({
        ...outlier,
        sample: nameOf(i),
        class: nameOf(i + 1),
      })),
    },
  };
}
