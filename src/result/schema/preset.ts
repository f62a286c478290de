import { z } from 'zod';

/** `preset` of results.json: the published protocol that a run followed. */
export const presetSchema = z.strictObject({
  id: z.string(),
  source: z.string(),
  differences: z.array(z.string()).describe('What of the published rules is done otherwise'),
  departures: z.array(z.string()).describe('Keys of the config that say otherwise than the preset'),
});
