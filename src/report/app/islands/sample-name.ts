import { element } from '../elements/element.ts';
import { openSample } from '../elements/sample-dialog.ts';
import { withTooltip } from '../elements/tooltip.ts';
import type { Island } from '../island.ts';
import { sampleHint } from '../map/hint.ts';

/** A sample that the page names: pointing at it shows it, a click opens it. */
export const sampleName: Island = (root, data, store) => {
  const row = Number(root.dataset.row);
  const button = element('button', {
    type: 'button',
    class: 'sample-name',
    click: () => openSample(data, store, row),
  });
  button.append(...root.childNodes);
  withTooltip(button, () => sampleHint(data, row, store.get().cell));
  root.replaceWith(button);
};
