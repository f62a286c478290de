type Step = readonly [down: number, right: number];

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/** Make one stop of the Tab key of a grid, in which the arrow keys, Home and End move.
 * @param rows what takes the focus, row by row, all of the same length.
 * Source: W3C ARIA Authoring Practices, grid pattern. */
export function arrowKeys(grid: HTMLElement, rows: readonly (readonly HTMLElement[])[]): void {
  for (const cell of rows.flat()) cell.tabIndex = -1;
  let stop = rows[0]?.[0];
  if (stop === undefined) return;
  stop.tabIndex = 0;
  const moveTo = (cell: HTMLElement) => {
    stop!.tabIndex = -1;
    cell.tabIndex = 0;
    stop = cell;
  };
  grid.addEventListener('focusin', ({ target }) => {
    if (rows.some((row) => row.includes(target as HTMLElement))) moveTo(target as HTMLElement);
  });
  grid.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    const y = rows.findIndex((row) => row.includes(stop!));
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const x = rows[y]!.indexOf(stop!);
    const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1);
    const row = rows[within(y + step[0], rows.length)]!;
    row[within(x + step[1], row.length)]!.focus();
    event.preventDefault();
  });
}
