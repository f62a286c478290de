/** What a shell runs to do the same again.
 * @param weights the folder that stood in for downloads. */
export function commandLine(
  configFile: string,
  overrides: readonly string[],
  weights: string | undefined,
): string {
  return [
    'npx strata experiment',
    quoted(configFile),
    ...overrides.map((set) => `--set ${quoted(set)}`),
    ...(weights ? [`--weights ${quoted(weights)}`] : []),
  ].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
