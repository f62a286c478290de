import { livenMarks } from '../elements/cell-marks.ts';
import { element } from '../elements/element.ts';
import { labelledSelect } from '../elements/select.ts';
import type { Island } from '../island.ts';

/** A figure whose marks tell of their cells and choose them, and which can be switched to its alternatives. */
export const figure: Island = (root, data, store) => {
  const alive = new WeakSet<Element>();
  const liven = (part: ParentNode) => {
    for (const svg of part.querySelectorAll('svg')) {
      if (alive.has(svg)) continue;
      alive.add(svg);
      livenMarks(svg, data, store);
    }
  };
  const drawings = [...root.querySelectorAll<HTMLElement>('[data-alternative]')];
  const [first] = drawings;
  liven(first ?? root);
  if (first === undefined) return;
  const field = labelledSelect(first.dataset.label!, (chosen) => {
    for (const [i, drawing] of drawings.entries()) drawing.hidden = i !== Number(chosen);
    liven(drawings[Number(chosen)]!);
  });
  const options = drawings.map(({ dataset }, i) => ({ value: String(i), text: dataset.alternative! }));
  field.offer(options, '0');
  root.prepend(element('p', { class: 'fields' }, field.label));
};
