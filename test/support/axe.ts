import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong on a page without frames, or in parts of it.
 * @param parts selectors; without them it is the whole page.
 * @returns each rule with the first element that breaks it. */
export async function findingsOfAxe(page: Page, ...parts: readonly string[]): Promise<string[]> {
  // Everything that passes would be described too and sent to a second page to be joined with what frames found: most
  // of the time on a large page.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations } = await parts.reduce((builder, part) => builder.include(part), axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
