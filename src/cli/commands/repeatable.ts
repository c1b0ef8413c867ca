import { Option } from 'commander';

/** An option that may be given several times; its value is the list. `none` is what the help calls the empty one. */
export function repeatable(flags: string, about: string, none: string): Option {
  return new Option(flags, `${about}; repeatable`)
    .argParser((value: string, before: readonly string[]): readonly string[] => [...before, value])
    .default([], none);
}
