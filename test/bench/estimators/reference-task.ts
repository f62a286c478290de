import { estimators } from '../../../src/estimator/index.ts';
import type { BenchData } from './data.ts';
import type { Timing } from './peer.ts';
import { type Reference, timed } from './rows/row.ts';

/** Time a model by its `mljs` implementation, on a thread that can be stopped. */
export default function timeReference({
  id,
  params,
  data: { X, y, testX, testY },
}: Reference & { readonly data: BenchData }): Promise<Timing> {
  const entry = estimators.get(id);
  return timed(entry.implementations!.mljs!.create(entry.params.parse(params)), X, y, testX, testY);
}
