/** core/: what every room may use: matrices, seeded randomness, canonical hashes, errors, registries, effects.
 * It holds no I/O and knows no other room. */
export * from './effects.ts';
export * from './errors.ts';
export * from './hash.ts';
export * from './home.ts';
export * from './map-concurrent.ts';
export * from './matrix.ts';
export * from './pause.ts';
export * from './registry.ts';
export * from './rng.ts';
export * from './sparse.ts';
export * from './suggest.ts';
export * from './targets.ts';
