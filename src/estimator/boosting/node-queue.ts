/** A node that may be split. */
export interface OpenNode {
  /** Its place in the tree. */
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly gradients: number;
  readonly hessians: number;
  /** Before shrinkage. */
  readonly value: number;
  /** Where its histogram is kept, or -1. */
  slot: number;
}

/** The best split of a node. */
export interface Split {
  /** What the loss falls by: at most 0 where no split is allowed. */
  readonly gain: number;
  readonly feature: number;
  /** Samples in this bin and those below go left. */
  readonly bin: number;
  readonly leftGradients: number;
  readonly leftHessians: number;
  readonly nLeft: number;
}

/** A node and the split that it waits for. */
export interface Candidate {
  readonly node: OpenNode;
  readonly split: Split;
}

/** Gives the candidate of greatest gain first: a binary heap. */
export class CandidateQueue {
  readonly #heap: Candidate[] = [];

  get length(): number {
    return this.#heap.length;
  }

  push(candidate: Candidate): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]!.split.gain >= candidate.split.gain) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = candidate;
  }

  pop(): Candidate | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1]!.split.gain > heap[child]!.split.gain) child++;
      if (heap[child]!.split.gain <= last.split.gain) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
