/** Strata as a library: the estimators with their data types, and a whole experiment as one call.
 * @example
 * const model = await new LogisticRegression({ C: 1 }).fit(X, y);
 * const classes = await model.predict(X); */
export { type Effects, type Matrix, matrix, matrixFrom, silentEffects } from './core/index.ts';
export * from './estimator/index.ts';
export { runExperiment } from './experiment/index.ts';
export { type Results, readResults } from './result/index.ts';
