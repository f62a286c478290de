import { element } from '../elements/element.ts';
import type { LiveScene } from './live-scene.ts';
import { fitted, resized } from './viewport.ts';

const keysText =
  'Arrow keys go from point to point, Enter pins one. Shift and arrow keys draw a rectangle, Enter lists what it holds. Plus and minus zoom, 0 shows the whole map, Escape takes the outline away, then the pin.';

let made = 0;

/** A canvas that takes the focus, with its instructions. */
export function createPicture(): { readonly canvas: HTMLCanvasElement; readonly help: HTMLElement } {
  const id = `map-keys-${++made}`;
  return {
    canvas: element('canvas', {
      class: 'map-canvas',
      tabindex: 0,
      role: 'application',
      'aria-label': 'Map of the samples',
      'aria-describedby': id,
    }),
    help: element(
      'details',
      { class: 'map-help' },
      element('summary', {}, 'Keys and gestures'),
      element(
        'p',
        { id },
        'Drag moves the map, or draws an outline while Lasso is on or Shift is held; a click pins a sample; two fingers, or Ctrl and the wheel, zoom. ',
        keysText,
      ),
    ),
  };
}

/** Keep the picture as large as its canvas is shown. */
export function followSize(canvas: HTMLCanvasElement, scene: LiveScene): void {
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const { viewport } = scene.get();
    if (width === 0 || (width === viewport.width && height === viewport.height)) return;
    scene.set({
      viewport: viewport.width === 0 ? fitted(width, height) : resized(viewport, width, height),
    });
  }).observe(canvas);
}
