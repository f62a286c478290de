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

/** Follow the pointers on a canvas: moving, clicking, dragging, two fingers that pinch, and the wheel with Ctrl, which a
 * trackpad sends for a pinch; without Ctrl it scrolls the page as everywhere. */
export function followPointer(canvas: HTMLCanvasElement, actions: PointerActions): void {
  /** Where the pointers that are down are, by their id. */
  const down = new Map<number, Place>();
  let path: Place[] | undefined;
  let isDrag = false;
  let isDrawing = false;
  const drag = (at: Place) => {
    if (path === undefined) return;
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
  };
  const dropOutline = () => {
    if (isDrag && isDrawing) actions.outline([], false);
    isDrawing = false;
  };
  /** When one of several pointers is let go, the last one moves the map on from where it is. */
  const letGo = ({ pointerId }: PointerEvent) => {
    down.delete(pointerId);
    const [left] = down.values();
    path = left && [left];
    isDrag = left !== undefined;
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, placeOf(event));
    if (down.size === 1) {
      path = [placeOf(event)];
      isDrawing = event.shiftKey || actions.isLasso();
    } else {
      dropOutline();
      actions.hover(undefined);
    }
  });
  canvas.addEventListener('pointermove', (event) => {
    const at = placeOf(event);
    if (!down.has(event.pointerId)) {
      if (down.size === 0) actions.hover(at);
      return;
    }
    const before = pinchOf(down);
    down.set(event.pointerId, at);
    const now = pinchOf(down);
    if (before === undefined || now === undefined) return drag(at);
    actions.zoom(now.spread / before.spread, before.middle);
    actions.pan(now.middle.x - before.middle.x, now.middle.y - before.middle.y);
  });
  canvas.addEventListener('pointerup', (event) => {
    if (!down.has(event.pointerId)) return;
    if (down.size === 1 && path !== undefined) {
      if (!isDrag) actions.click(placeOf(event));
      else if (isDrawing) actions.outline(path, true);
    }
    letGo(event);
  });
  canvas.addEventListener('pointercancel', (event) => {
    dropOutline();
    letGo(event);
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

/** The middle between the first two pointers, and how far they are apart; undefined of a single one. */
function pinchOf(
  down: ReadonlyMap<number, Place>,
): { readonly middle: Place; readonly spread: number } | undefined {
  const [a, b] = down.values();
  if (a === undefined || b === undefined) return undefined;
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spread: Math.max(1, distance(a, b)) };
}

function placeOf({ offsetX: x, offsetY: y }: MouseEvent): Place {
  return { x, y };
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
