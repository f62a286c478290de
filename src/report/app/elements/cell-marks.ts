import type { ReportCell, ReportData } from '../data.ts';
import type { Store } from '../store.ts';
import { scoreText } from './cell-text.ts';
import { element } from './element.ts';
import { hideTooltip, showTooltip } from './tooltip.ts';

/** How far from a mark the pointer may be, pixels: marks are smaller than a finger. */
const REACH = 22;

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Bring the marks of a figure to life that stand for cells: pointing at one tells of its cell, a click or Enter chooses
 * it. The figure is one stop of the Tab key, in which the arrow keys move. */
export function livenMarks(svg: SVGSVGElement, data: ReportData, store: Store): void {
  const marks = [...svg.querySelectorAll<SVGElement>('[data-cell]')];
  if (marks.length === 0) return;
  const cellOf = (mark: SVGElement) => data.cells[Number(mark.dataset.cell)]!;
  // A cell may have a small mark under a large one, which is drawn later; the keyboard visits each cell once.
  const stops = [...new Map(marks.map((mark) => [mark.dataset.cell, mark])).values()];
  svg.setAttribute('role', 'group');
  for (const mark of stops) {
    mark.setAttribute('role', 'button');
    mark.setAttribute('aria-label', `${cellOf(mark).title}: ${scoreText(data, cellOf(mark))}`);
  }

  const show = () => {
    const { cell, compareWith } = store.get();
    for (const mark of marks) {
      const { id } = cellOf(mark);
      mark.classList.toggle('picked', id === cell);
      mark.classList.toggle('compared', id === compareWith);
    }
    for (const mark of stops) mark.setAttribute('aria-pressed', String(cellOf(mark).id === cell));
    stopAt(stops.find((mark) => cellOf(mark).id === cell) ?? stops[0]!);
  };
  const stopAt = (stop: SVGElement) => {
    for (const mark of stops) mark.tabIndex = mark === stop ? 0 : -1;
  };
  const choose = (mark: SVGElement) => store.set({ cell: cellOf(mark).id });
  show();
  store.subscribe(show);

  const hover = (mark: SVGElement | undefined) => {
    for (const other of marks) other.classList.toggle('hovered', other === mark);
    svg.classList.toggle('pointing', mark !== undefined);
    if (mark === undefined) hideTooltip();
    else showTooltip(centreOf(mark), ...tooltipOf(data, cellOf(mark)));
  };
  svg.addEventListener('pointermove', ({ clientX: x, clientY: y }) => hover(nearest(marks, { x, y })));
  svg.addEventListener('pointerleave', () => hover(undefined));
  svg.addEventListener('click', ({ clientX: x, clientY: y }) => {
    const mark = nearest(marks, { x, y });
    if (mark !== undefined) choose(mark);
  });
  svg.addEventListener('focusin', ({ target }) => {
    const mark = stops.find((stop) => stop === target);
    if (mark === undefined) return;
    stopAt(mark);
    hover(mark);
  });
  svg.addEventListener('focusout', () => hover(undefined));
  svg.addEventListener('keydown', (event) => {
    const at = stops.indexOf(event.target as SVGElement);
    const step = steps[event.key];
    if (at < 0) return;
    if (step !== undefined) stops[(at + step + stops.length) % stops.length]!.focus();
    else if (event.key === 'Enter' || event.key === ' ') choose(stops[at]!);
    else return;
    event.preventDefault();
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function centreOf(mark: SVGElement): Point {
  const { left, top, width, height } = mark.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** The mark within reach of a point that is nearest to it; of two at the same place that which lies on top. */
function nearest(marks: readonly SVGElement[], { x, y }: Point): SVGElement | undefined {
  let found: SVGElement | undefined;
  let least = REACH;
  for (const mark of marks) {
    const centre = centreOf(mark);
    const distance = Math.hypot(centre.x - x, centre.y - y);
    if (distance <= least) [found, least] = [mark, distance];
  }
  return found;
}

function tooltipOf(data: ReportData, cell: ReportCell): readonly Node[] {
  return [
    element('b', {}, cell.title),
    element('div', {}, scoreText(data, cell)),
    ...(cell.standing === '' ? [] : [element('div', { class: 'aside' }, cell.standing)]),
  ];
}
