#!/usr/bin/env node
// Plain JavaScript, so that an old Node gets a sentence instead of a syntax error; everything else is TypeScript.
import process from 'node:process';

if (Number.parseInt(process.versions.node, 10) < 20) {
  process.stderr.write(
    `Error: Cannot run strata as it needs Node 20 or newer: this is ${process.versions.node}\n`,
  );
  process.exit(1);
}
// A reader that closes early, as in `strata layers … | head`, is no error.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
const { main } = await loadMain();
process.exitCode = await main(process.argv.slice(2), process);

/** From the bundle, which starts sooner; from the sources where none can be made. */
async function loadMain() {
  const { bundledMain } = await import('./bundle.mjs');
  const bundle = await bundledMain().catch(() => undefined);
  if (bundle === undefined) {
    const { register } = await import('tsx/esm/api');
    register();
    return import('./main.ts');
  }
  if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
  return import(bundle);
}
