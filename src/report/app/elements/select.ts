import { element, fill } from './element.ts';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

/** A select with its label, whose options may change. */
export interface LabelledSelect<Value extends string> {
  readonly label: HTMLElement;
  readonly value: Value;
  /** Offer other options. @param value is chosen among them. */
  offer(options: readonly Option<Value>[], value: Value): void;
}

/** @param onChange is told what the reader chose. */
export function labelledSelect<Value extends string>(
  text: string,
  onChange: (value: Value) => void,
): LabelledSelect<Value> {
  const select = element('select', { change: () => onChange(select.value as Value) });
  return {
    label: element('label', {}, `${text} `, select),
    get value() {
      return select.value as Value;
    },
    offer: (options, value) => {
      fill(select, ...options.map((option) => element('option', { value: option.value }, option.text)));
      select.value = value;
    },
  };
}
