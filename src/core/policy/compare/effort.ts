/** How much work a comparison may still do, so that none hangs. Counted in steps, not in time: the same input ends the same way everywhere. */
export interface Effort {
  /** Takes `steps` (one, where not said); false once there is nothing left. */
  spend(steps?: number): boolean;
  readonly isSpent: boolean;
}

/** An effort of so many steps, which are taken from a larger one too where there is one. */
export function effortOf(steps: number, from?: Effort): Effort {
  let left = steps;
  return {
    spend(taken = 1) {
      left -= taken;
      return (from?.spend(taken) ?? true) && left > 0;
    },
    get isSpent() {
      return left <= 0 || from?.isSpent === true;
    },
  };
}
