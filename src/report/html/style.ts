import { readdir, readFile } from 'node:fs/promises';
import { paletteCss } from '../chart/palette.ts';

/** The style of the page: the palette, `report.css`, and every `.css` file of the app, each beside what it styles. */
export async function pageStyle(): Promise<string> {
  const app = new URL('../app/', import.meta.url);
  const files = (await readdir(app, { recursive: true, encoding: 'utf8' }))
    .filter((file) => file.endsWith('.css'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const urls = [new URL('./report.css', import.meta.url), ...files.map((file) => new URL(file, app))];
  const sheets = await Promise.all(urls.map((url) => readFile(url, 'utf8')));
  return [paletteCss(), ...sheets].join('\n');
}
