import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The folder that an environment variable names; without it the process ends with code 3.
 * @param what lies there, for the message. */
export function folderFrom(variable: string, what: string): string {
  const folder = process.env[variable];
  if (folder) return folder;
  process.stderr.write(`Cannot run as ${variable} must name ${what}: it is not set\n`);
  process.exit(3);
}

/** Paths of up to n photos, spread evenly over the JPEG files below a folder in the order of their names. */
export function photosIn(folder: string, n: number): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const taken = Math.min(n, files.length);
  return Array.from({ length: taken }, (_, i) =>
    join(folder, files[Math.floor((i * files.length) / taken)]!),
  );
}

/** Print rows in columns, numbers as they are given. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  for (const row of [headings, ...rows]) {
    const line = row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)));
    process.stdout.write(`${line.join('  ')}\n`);
  }
}
