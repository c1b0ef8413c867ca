import type { Reporter } from '../../core/model/report.ts';
import { jsonReporter } from './json.ts';
import { markdownReporter } from './markdown.ts';
import { type TextOptions, textReporter } from './text.ts';

/** All reporters, in the order in which they write. The options are for the text report. */
export function reportersFor(options: TextOptions): readonly Reporter[] {
  return [jsonReporter, textReporter(options), markdownReporter];
}
