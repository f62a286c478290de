import type { Place } from './viewport.ts';

/** What a pointer does to a map; places are pixels of the canvas. */
export interface PointerActions {
  /** Whether dragging draws an outline rather than moving the map, without Shift too. */
  isLasso(): boolean;
  hover(at: Place | undefined): void;
  click(at: Place): void;
  pan(dx: number, dy: number): void;
  /** @param isDone whether the pointer was let go. */
  outline(path: readonly Place[], isDone: boolean): void;
  zoom(factor: number, at: Place): void;
}

/** Pixels that a hand moves in a click. */
const slack = 4;

/** Pixels between two corners of an outline. */
const step = 4;

/** Follow the pointer on a canvas: moving, clicking, dragging, and the wheel with Ctrl, which a trackpad sends for a pinch;
 * without Ctrl it scrolls the page as everywhere. */
export function followPointer(canvas: HTMLCanvasElement, actions: PointerActions): void {
  let path: Place[] | undefined;
  let isDrag = false;
  let isDrawing = false;
  const end = () => {
    path = undefined;
    isDrag = false;
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    path = [placeOf(event)];
    isDrawing = event.shiftKey || actions.isLasso();
  });
  canvas.addEventListener('pointermove', (event) => {
    const at = placeOf(event);
    if (path === undefined) return actions.hover(at);
    const last = path.at(-1)!;
    if (!isDrag && distance(path[0]!, at) < slack) return;
    isDrag = true;
    actions.hover(undefined);
    if (!isDrawing) {
      actions.pan(at.x - last.x, at.y - last.y);
      path = [at];
    } else if (distance(last, at) >= step) {
      path.push(at);
      actions.outline(path, false);
    }
  });
  canvas.addEventListener('pointerup', (event) => {
    if (path === undefined) return;
    if (!isDrag) actions.click(placeOf(event));
    else if (isDrawing) actions.outline(path, true);
    end();
  });
  canvas.addEventListener('pointercancel', () => {
    if (isDrag && isDrawing) actions.outline([], false);
    end();
  });
  canvas.addEventListener('pointerleave', () => actions.hover(undefined));
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      actions.zoom(1.0015 ** -event.deltaY, placeOf(event));
    },
    { passive: false },
  );
}

function placeOf({ offsetX: x, offsetY: y }: MouseEvent): Place {
  return { x, y };
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
