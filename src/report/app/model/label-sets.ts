/** What is wrong with a set of labels.
 * @param actual @param predicted label ids.
 * @returns those that are lacking, and those that are too many. */
export function differingLabels(
  actual: readonly number[],
  predicted: readonly number[],
): { readonly missed: readonly number[]; readonly added: readonly number[] } {
  return {
    missed: actual.filter((label) => !predicted.includes(label)),
    added: predicted.filter((label) => !actual.includes(label)),
  };
}
