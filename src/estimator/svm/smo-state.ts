/** The variables of a dual problem in work, in the order of `index`; those from `active` on are left aside. One state
 * serves one problem after the other. */
export class SmoState {
  /** Variables of the present problem. */
  size = 0;
  active = 0;
  /** Which variable stands where. */
  readonly index: Int32Array;
  readonly beta: Float64Array;
  /** The derivative of the objective by β. */
  readonly residual: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The residual where every β is 0, by variable. */
  readonly constant: Float64Array;
  /** K(i, i). */
  readonly diagonal: Float64Array;
  /** CAN_GROW | CAN_SHRINK: which way β may go. */
  readonly freedom: Uint8Array;
  /** Where the groups end among the active: β moves within a group only, so that its sum stays. */
  groupEnds: readonly number[] = [];

  constructor(capacity: number) {
    this.index = new Int32Array(capacity);
    this.beta = new Float64Array(capacity);
    this.residual = new Float64Array(capacity);
    this.constant = new Float64Array(capacity);
    this.lower = new Float64Array(capacity);
    this.upper = new Float64Array(capacity);
    this.diagonal = new Float64Array(capacity);
    this.freedom = new Uint8Array(capacity);
  }

  /** Take up a problem: the values of β, residual, constant, lower and upper are in their places. */
  begin(diagonal: Float64Array, groupEnds: readonly number[]): void {
    this.size = diagonal.length;
    this.active = diagonal.length;
    this.groupEnds = groupEnds;
    this.diagonal.set(diagonal);
    for (let t = 0; t < this.size; t++) {
      this.index[t] = t;
      this.look(t);
    }
  }

  get isShrunk(): boolean {
    return this.active < this.size;
  }

  /** Move β at one place up and at another down by the same step, cut at the first bound.
   * @returns the step made. */
  move(i: number, j: number, wanted: number): number {
    const { beta, lower, upper } = this;
    const roomI = upper[i]! - beta[i]!;
    const roomJ = beta[j]! - lower[j]!;
    const step = Math.min(wanted, roomI, roomJ);
    beta[i] = step === roomI ? upper[i]! : beta[i]! + step;
    beta[j] = step === roomJ ? lower[j]! : beta[j]! - step;
    this.look(i);
    this.look(j);
    return step;
  }

  /** Keep the active variables at the given places and put the others behind them; both keep their order.
   * @param isKept by place, 1 or 0. */
  shrink(isKept: Uint8Array): void {
    const order = new Int32Array(this.active);
    const ends = [...this.groupEnds];
    let count = 0;
    let group = 0;
    for (let t = 0; t < this.active; t++) {
      while (t === this.groupEnds[group]) ends[group++] = count;
      if (isKept[t]) order[count++] = t;
    }
    while (group < ends.length) ends[group++] = count;
    let behind = count;
    for (let t = 0; t < this.active; t++) if (!isKept[t]) order[behind++] = t;
    this.permute(order);
    this.active = count;
    this.groupEnds = ends;
  }

  /** Put every variable back where it was at first, all of them active. */
  unshrink(groupEnds: readonly number[]): void {
    const places = new Int32Array(this.size);
    for (let t = 0; t < this.size; t++) places[this.index[t]!] = t;
    this.permute(places);
    this.active = this.size;
    this.groupEnds = groupEnds;
  }

  /** Put at place t what was at order[t]. */
  private permute(order: Int32Array): void {
    for (const values of [this.beta, this.residual, this.lower, this.upper, this.diagonal]) {
      values.set(Float64Array.from(order, (from) => values[from]!));
    }
    this.index.set(Int32Array.from(order, (from) => this.index[from]!));
    this.freedom.set(Uint8Array.from(order, (from) => this.freedom[from]!));
  }

  private look(t: number): void {
    const grow = this.beta[t]! < this.upper[t]! ? CAN_GROW : 0;
    this.freedom[t] = this.beta[t]! > this.lower[t]! ? grow | CAN_SHRINK : grow;
  }
}

export const CAN_GROW = 1;
export const CAN_SHRINK = 2;
