import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { DataError } from '../core/index.ts';

/** The folder of an npm package that holds an embedded data set.
 * @param name what messages call the data set: `emoji set`.
 * @throws {DataError} If the package is not installed. */
export function packageFolder(packageName: string, name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
  } catch (error) {
    throw new DataError(
      `Cannot open the ${name} as the package ${packageName} must be installed`,
      {},
      { cause: error },
    );
  }
}
