import type { ResultCell } from '../result/index.ts';

type Params = Readonly<Record<string, unknown>>;

/** The hyper-parameters of a cell in words: `C 1 ×3, 0.1 ×2` where folds chose, `k 5` where there was no choice. */
export function settingText({ model }: ResultCell): string {
  const { params, tuned } = model;
  if (tuned === undefined || tuned.length === 0) return paramsText(params);
  const searched = Object.keys(params).filter((key) => Array.isArray(params[key]));
  const [only] = searched;
  if (only !== undefined && searched.length === 1) {
    return `${only} ${tally(tuned.map((setting) => valueText(setting[only])))}`;
  }
  return tally(
    tuned.map((setting) => paramsText(Object.fromEntries(searched.map((key) => [key, setting[key]])))),
  );
}

/** Each text once, the most frequent first, with how often it came where there are several. */
function tally(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  if (counts.size === 1) return texts[0]!;
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([text, n]) => `${text} ×${n}`)
    .join(', ');
}

function paramsText(params: Params): string {
  return Object.entries(params)
    .map(([key, value]) => `${key} ${valueText(value)}`)
    .join(' ');
}

function valueText(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(4)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}
