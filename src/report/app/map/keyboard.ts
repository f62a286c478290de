import type { Direction } from './nearest.ts';

/** What keys do to a map. */
export interface KeyActions {
  /** To the next point. */
  move(direction: Direction): void;
  /** The rectangle around points. */
  stretch(direction: Direction): void;
  enter(): void;
  escape(): void;
  zoom(factor: number): void;
  reset(): void;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Factor of a step nearer. */
export const zoomStep = 1.5;

/** Follow the keys while a canvas has the focus. */
export function followKeys(canvas: HTMLCanvasElement, actions: KeyActions): void {
  canvas.addEventListener('keydown', (event) => {
    // Browser and system have their own use for these.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    const action =
      direction !== undefined
        ? () => (event.shiftKey ? actions.stretch(direction) : actions.move(direction))
        : otherKeys[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action(actions);
  });
}

const otherKeys: Readonly<Record<string, (actions: KeyActions) => void>> = {
  Enter: (actions) => actions.enter(),
  Escape: (actions) => actions.escape(),
  '+': (actions) => actions.zoom(zoomStep),
  '=': (actions) => actions.zoom(zoomStep),
  '-': (actions) => actions.zoom(1 / zoomStep),
  '0': (actions) => actions.reset(),
};
