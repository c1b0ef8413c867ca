import type { LiveOptions } from '../collect-options.ts';

/** The options of `doctor`, as the command line gives them. */
export interface DoctorOptions extends LiveOptions {
  readonly config?: string;
  /** `true` without the name of a group. */
  readonly printPolicy?: string | true;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}
