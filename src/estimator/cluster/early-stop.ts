/** Tells when the steps of mini-batch k-means no longer help, by an average of their inertia in which newer batches count
 * more, as in scikit-learn. */
export class EarlyStop {
  readonly #share: number;
  readonly #patience: number;
  readonly #tolerance: number;
  #average: number | undefined;
  #least = Number.POSITIVE_INFINITY;
  #idle = 0;

  /** @param tolerance squared movement of the centers in one step; 0 for none. @param patience steps without improvement. */
  constructor(batchSize: number, nSamples: number, tolerance: number, patience: number) {
    this.#share = Math.min(1, (2 * batchSize) / (nSamples + 1));
    this.#tolerance = tolerance;
    this.#patience = patience;
  }

  /** @param inertia of a step's batch, per sample. The first step's tells of the first centers: leave it out. */
  isDone(inertia: number, movement: number): boolean {
    const before = this.#average ?? inertia;
    this.#average = before + this.#share * (inertia - before);
    if (this.#tolerance > 0 && movement <= this.#tolerance) return true;
    this.#idle = this.#average < this.#least ? 0 : this.#idle + 1;
    this.#least = Math.min(this.#least, this.#average);
    return this.#idle >= this.#patience;
  }
}
