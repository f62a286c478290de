/** feature/: samples → vectors. In: a data set, opened backbones, recipes. Out: one matrix per feature space, its rows
 * aligned over all spaces, kept in a store so that nothing is computed twice.
 * One more hand-crafted recipe: a file in `spaces/` and a line in `spaces/registry.ts`. */
export * from './extract.ts';
export * from './extraction/estimate.ts';
export { type ExtractionPlan, planSpaces } from './extraction/pass.ts';
export * from './spaces/deep.ts';
export * from './spaces/recipe.ts';
export * from './spaces/registry.ts';
export * from './store/feature-store.ts';
export * from './store/home.ts';
export type * from './store/types.ts';
export type * from './types.ts';
