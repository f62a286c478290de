import { drawScene } from './draw.ts';
import { isShown, type Scene } from './scene.ts';

/** A scene that is drawn anew, once a frame, whenever something of it changes. */
export interface LiveScene {
  get(): Scene;
  set(change: Partial<Scene>): void;
  isShown(point: number): boolean;
}

/** Show a scene on a canvas from now on, in the colours that the reader prefers at the time. */
export function createScene(canvas: HTMLCanvasElement, initial: Scene): LiveScene {
  let scene = initial;
  let isDue = false;
  const draw = () => {
    isDue = false;
    drawScene(canvas, scene);
  };
  const redraw = () => {
    if (!isDue) requestAnimationFrame(draw);
    isDue = true;
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  redraw();
  return {
    get: () => scene,
    set: (change) => {
      scene = { ...scene, ...change };
      redraw();
    },
    isShown: (point) => isShown(scene, point),
  };
}
