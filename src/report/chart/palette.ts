/** The colours of pages and figures by what they stand for, in a light and in a dark page.
 * Series: Okabe & Ito, Color Universal Design (2008), lightened for the dark page where they would sink into it.
 * Ramp: from little to much, away from the colour of the page; each step at least 1.4 times the contrast of the one before,
 * which people with any colour vision see.
 * Light colours are all different, so that a figure on its own can tell its roles apart by them. */
export const palette = {
  surface: { light: '#ffffff', dark: '#15181d' },
  raised: { light: '#f6f7f9', dark: '#1d2127' },
  ink: { light: '#1a1e24', dark: '#e6e9ee' },
  muted: { light: '#59636f', dark: '#a3adb9' },
  grid: { light: '#e5e8ec', dark: '#2b3139' },
  axis: { light: '#98a1ac', dark: '#5f6a77' },
  accent: { light: '#005a8f', dark: '#7cc4f2' },
  thin: { light: '#b9c1cb', dark: '#4c5663' },
  heat: { light: '#0a6fae', dark: '#2a89c8' },
  baseline: { light: '#d55e00', dark: '#f2894a' },
  control: { light: '#757f8b', dark: '#8b96a3' },
  'series-1': { light: '#0072b2', dark: '#56b4e9' },
  'series-2': { light: '#009e73', dark: '#3fc79f' },
  'series-3': { light: '#cc79a7', dark: '#e3a0c6' },
  'series-4': { light: '#e69f00', dark: '#f0b93a' },
  'series-5': { light: '#56b4e9', dark: '#8ecdf3' },
  'series-6': { light: '#000000', dark: '#f5f5f5' },
  'series-7': { light: '#cc5500', dark: '#ff7f45' },
  'ramp-1': { light: '#d6810b', dark: '#6e50ba' },
  'ramp-2': { light: '#d6431c', dark: '#bc54c3' },
  'ramp-3': { light: '#b40157', dark: '#fe6a7d' },
  'ramp-4': { light: '#690596', dark: '#fdab65' },
  'ramp-5': { light: '#1b0c75', dark: '#ffe379' },
} as const satisfies Readonly<Record<string, { readonly light: string; readonly dark: string }>>;

export type ColourRole = keyof typeof palette;

/** A colour as CSS and Vega take it. */
export function colour(role: ColourRole): string {
  return `var(--${role})`;
}

const seriesRoles = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'] as const;

/** The colour of the nth line of a figure, 0-based; after six they repeat. */
export function seriesColour(index: number): string {
  return colour(seriesRoles[index % seriesRoles.length]!);
}

/** The palette as CSS custom properties, light first, dark where the reader prefers it. */
export function paletteCss(): string {
  const properties = (theme: 'light' | 'dark') =>
    Object.entries(palette)
      .map(([role, shades]) => `--${role}: ${shades[theme]};`)
      .join(' ');
  return `:root { ${properties('light')} }\n@media (prefers-color-scheme: dark) { :root { ${properties('dark')} } }\n`;
}
