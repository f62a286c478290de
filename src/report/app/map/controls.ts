import type { ExplorationMap } from '../../../result/index.ts';
import { mapMethods } from '../../maps.ts';
import { element } from '../elements/element.ts';
import { labelledSelect, type Option } from '../elements/select.ts';
import type { ColourBy } from './colouring.ts';
import { zoomStep } from './keyboard.ts';

type Method = ExplorationMap['method'];

/** What a reader does with the controls of a map. */
export interface ControlActions {
  choose(feature: string, method: Method): void;
  colourBy(by: ColourBy): void;
  zoom(factor: number): void;
  reset(): void;
  /** @param isOn whether dragging draws an outline from now on. */
  lasso(isOn: boolean): void;
}

export interface Controls {
  readonly bar: HTMLElement;
  /** Offer the feature spaces that have a map. */
  offerSpaces(spaces: readonly Option<string>[], value: string): void;
  /** Offer the methods that one of them was laid out by. */
  offerMethods(methods: readonly Method[], value: Method): void;
  offerColours(options: readonly Option<ColourBy>[], value: ColourBy): void;
}

/** The row of controls above a map. */
export function createControls(actions: ControlActions): Controls {
  const space = labelledSelect<string>('Feature space', (value) => actions.choose(value, method.value));
  const method = labelledSelect<Method>('Laid out by', (value) => actions.choose(space.value, value));
  const colours = labelledSelect<ColourBy>('Colour by', actions.colourBy);
  const lasso = element(
    'button',
    {
      type: 'button',
      'aria-pressed': 'false',
      click: () => {
        const isOn = lasso.getAttribute('aria-pressed') !== 'true';
        lasso.setAttribute('aria-pressed', String(isOn));
        actions.lasso(isOn);
      },
    },
    'Lasso',
  );
  const button = (label: string, text: string, click: () => void) =>
    element('button', { type: 'button', 'aria-label': label, click }, text);
  return {
    bar: element(
      'div',
      { class: 'map-controls' },
      space.label,
      method.label,
      colours.label,
      element(
        'div',
        { class: 'map-buttons', role: 'group', 'aria-label': 'View' },
        lasso,
        button('Nearer', '+', () => actions.zoom(zoomStep)),
        button('Farther', '−', () => actions.zoom(1 / zoomStep)),
        element('button', { type: 'button', click: actions.reset }, 'Whole map'),
      ),
    ),
    offerSpaces: space.offer,
    offerMethods: (methods, value) =>
      method.offer(
        methods.map((of) => ({ value: of, text: mapMethods[of] })),
        value,
      ),
    offerColours: colours.offer,
  };
}
