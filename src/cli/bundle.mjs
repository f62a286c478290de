// Plain JavaScript, as it runs before anything can read TypeScript.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const src = join(fileURLToPath(import.meta.url), '..', '..');
const cache = join(src, '..', 'node_modules', '.cache', 'strata');

/** Bundles of earlier sources that stay. */
const KEPT = 7;

/** The command line and the tasks of its worker threads in few JavaScript files: they start in a fifth of the time that
 * the sources take. Made on the first start after a change of the sources, in half a second; kept in node_modules/.cache.
 * @returns the address of the bundled `main.ts`. @throws {Error} If it cannot be made, as in a folder that is read-only. */
export async function bundledMain() {
  const bundle = join(cache, stampOf(src));
  if (!existsSync(bundle)) await keepBundle(bundle);
  return pathToFileURL(join(bundle, `${nameOf('cli/main.ts')}.js`)).href;
}

/** Tells states of a folder apart without reading its files: by where it is, and the path, size and time of each. */
export function stampOf(folder) {
  const hash = createHash('sha256').update(folder);
  for (const path of readdirSync(folder, { recursive: true }).sort()) {
    const { size, mtimeMs } = statSync(join(folder, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function keepBundle(bundle) {
  mkdirSync(cache, { recursive: true });
  removeOldest();
  // whole or not at all, whoever else makes it at the same time
  const unfinished = mkdtempSync(`${bundle}-`);
  await makeBundle({ [nameOf('cli/main.ts')]: join(src, 'cli', 'main.ts') }, unfinished);
  try {
    renameSync(unfinished, bundle);
  } catch (error) {
    if (!existsSync(bundle)) throw error;
    rmSync(unfinished, { recursive: true });
  }
}

/** Bundle modules, and the tasks that they may start on threads.
 * @param entries paths of sources by what they are to be called. @param folder below one that holds node_modules. */
export async function makeBundle(entries, folder) {
  const { build } = await import('esbuild');
  const tasks = readdirSync(src, { recursive: true }).filter((path) => path.endsWith('-task.ts'));
  await build({
    entryPoints: { ...entries, ...Object.fromEntries(tasks.map((path) => [nameOf(path), join(src, path)])) },
    outdir: folder,
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    plugins: [addresses],
    logLevel: 'silent',
  });
}

/** Make room, but not of what a command that still runs may load from. */
function removeOldest() {
  const timeOf = (name) => statSync(join(cache, name)).mtimeMs;
  const newestFirst = readdirSync(cache).sort((a, b) => timeOf(b) - timeOf(a));
  for (const name of newestFirst.slice(KEPT)) rmSync(join(cache, name), { recursive: true, force: true });
}

/** The bundle of a source: `experiment-cell-task` of `experiment/cell-task.ts`. */
function nameOf(path) {
  return path.split(sep).join('-').replace(/\.ts$/, '');
}

/** Lets modules find tasks in the bundle, and all other files beside their source. */
const addresses = {
  name: 'addresses',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const address = JSON.stringify(pathToFileURL(path).href);
      const contents = readFileSync(path, 'utf8').replace(
        /new URL\('([^']*-task\.ts)', import\.meta\.url\)|import\.meta\.url/g,
        (_, task) =>
          task === undefined
            ? address
            : `new URL('./${nameOf(relative(src, resolve(path, '..', task)))}.js', import.meta.url)`,
      );
      return { contents, loader: 'ts' };
    }),
};
