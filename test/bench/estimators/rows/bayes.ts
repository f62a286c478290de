import { fitted, type Row } from './row.ts';

/** Naive Bayes: of counts on texts as well. */
export const bayesRows: readonly Row[] = [
  ...rowsOf('gaussian-naive-bayes', ['small', 'large', 'many-classes']),
  ...['multinomial-naive-bayes', 'bernoulli-naive-bayes', 'complement-naive-bayes'].flatMap((model) =>
    rowsOf(model, ['small', 'large', 'sparse']),
  ),
];

function rowsOf(model: string, sets: readonly string[]): Row[] {
  return sets.map((data) => ({
    data,
    model,
    timed: ['fit', 'predict'],
    params: {},
    quality: 'accuracy',
    run: fitted(model),
  }));
}
