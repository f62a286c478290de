import { count, formatNumber } from '../../format.ts';
import { plainText } from '../../plain-text.ts';
import { element, fill } from '../elements/element.ts';
import { nameText } from '../elements/name.ts';
import { sampleList } from '../elements/samples-dialog.ts';
import type { Island } from '../island.ts';
import { featureOf } from '../lookup.ts';
import { type DepthGroup, depthGroups } from '../model/prediction-depth.ts';

/** Shown before one asks for more. */
const SHOWN = 12;

/** Characters of a layer that a button has room for on a phone. */
const TITLE_LENGTH = 36;

const titles = {
  never: 'Right at no layer',
  lost: 'Wrong again at the last',
  wrong: 'Wrong at the last layer',
};

/** The samples by the layer that they need, the deepest first: a choice of layers, and the samples of the chosen one. */
export const predictionDepth: Island = (root, data, store) => {
  const { features, cells } = data.exploration!.predictionDepth!;
  const titleOf = ({ kind, depth }: DepthGroup) => {
    if (kind !== 'right') return titles[kind];
    const feature = featureOf(data, features[depth]!);
    return feature ? `${feature.number} · ${feature.title}` : plainText(features[depth]);
  };
  const list = element('div');
  const choices = depthGroups(data.exploration!)!
    .filter(({ rows }) => rows.length > 0)
    .reverse()
    .map((group) => {
      const size = element('small', {}, formatNumber(group.rows.length));
      const button = element(
        'button',
        { type: 'button', click: choose },
        nameText(titleOf(group), TITLE_LENGTH),
        ' ',
        size,
      );
      return { button, choose };
      function choose() {
        for (const choice of choices) choice.button.ariaPressed = String(choice.button === button);
        const shown = group.rows.map((row) => ({ row, cells: cells.slice(-1) }));
        fill(
          list,
          element('p', { role: 'status' }, sentenceOf(group, titleOf(group))),
          sampleList(data, store, shown, SHOWN),
        );
      }
    });
  root.append(
    element('h3', {}, 'The samples by the layer they need'),
    element(
      'div',
      { class: 'choices', role: 'group', 'aria-label': 'Layer' },
      ...choices.map(({ button }) => button),
    ),
    list,
  );
  choices[0]?.choose();
};

function sentenceOf({ kind, depth, rows }: DepthGroup, title: string): string {
  const samples = count(rows.length, 'sample is', 'samples are');
  switch (kind) {
    case 'never':
      return `${samples} right at no layer: hard, rare, or labelled wrong.`;
    case 'lost':
      return `${samples} wrong at the last layer, though an earlier one is right.`;
    case 'wrong':
      return `${samples} wrong at the last layer, whatever an earlier one says.`;
    case 'right':
      return depth === 0
        ? `${samples} right at every layer.`
        : `${samples} right from layer ${title} on, and wrong at the one before.`;
  }
}
