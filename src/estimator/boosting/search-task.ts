import type { BoostingMemory } from './boosting-memory.ts';
import { helpSearchTeam } from './search-team.ts';

/** Help to search the nodes of a fit until it ends. */
export default function search(memory: BoostingMemory): void {
  helpSearchTeam(memory);
}
