import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variable = 'STRATA_TEST_TEMP';

/** Called by vitest around the whole run: makes the folder that holds all temporary folders, and removes it. */
export default function setup(): () => void {
  const root = mkdtempSync(join(tmpdir(), 'strata-test-'));
  process.env[variable] = root;
  return () => rmSync(root, { recursive: true, force: true });
}

/** A new empty folder that is removed when the test run is done. */
export function tempFolder(): string {
  return mkdtempSync(join(process.env[variable]!, 'folder-'));
}
