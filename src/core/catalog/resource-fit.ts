import { InternalError } from '../model/errors.ts';
import type { ResourceFit } from './catalog.ts';
import type { CompactFits } from './compact-shape.ts';
import { distinctList } from './distinct-list.ts';

/** One resource type of an action, as the action data tells it. */
export interface RawResourceType {
  readonly name: string;
  /** As the data spells it; see `formatsOf`. */
  readonly arn: string | undefined;
  readonly isRequired: boolean;
}

/**
 * The ARN formats of a resource type: the data writes several as `a, b`, and no ARN, or a bare `*`, where a request may name anything. Placeholders that lost
 * their dollar sign (`{Date}`) get it back.
 */
export function formatsOf(arn: string | undefined): readonly string[] {
  const formats = (arn ?? '').split(',').map((format) => format.trim().replace(/(?<!\$)\{/g, '${'));
  const written = formats.filter((format) => format !== '');
  for (const format of written) {
    if (format !== '*' && !/^arn:\S+$/.test(format))
      throw new InternalError(`unknown ARN format \`${format}\` in the action data`);
  }
  return written.length === 0 ? ['*'] : written;
}

/** The fits of actions, in the order of the actions, in their stored form. */
export function compactFits(actions: readonly (readonly RawResourceType[])[]): CompactFits {
  const perAction = actions.map((types) => types.flatMap((type) => formatsOf(type.arn)));
  // Sorted as a whole, so that each fit is sorted where its places are.
  const formats = [...new Set(perAction.flat())].sort();
  const placeOf = new Map(formats.map((format, place) => [format, place]));
  const fits = distinctList<string>();
  const places = actions.map((types, index) => {
    const own = new Set((perAction[index] ?? []).map((format) => placeOf.get(format) ?? -1));
    const isOptional = !types.some((type) => type.isRequired);
    return fits.add(`${isOptional ? '?' : ''}${[...own].sort((a, b) => a - b).join(',')}`);
  });
  return { formats: formats.join(' '), fits: fits.values.join(' '), actions: places.join(' ') };
}

/** Answers `Catalog.fitOf`; nothing is read before the first question, because most runs ask none. */
export function fitReader(compact: CompactFits): (index: number) => ResourceFit {
  let columns: Readonly<Record<keyof CompactFits, readonly string[]>> | undefined;
  const known = new Map<string, ResourceFit>();
  return (index) => {
    columns ??= {
      formats: compact.formats.split(' '),
      fits: compact.fits.split(' '),
      actions: compact.actions.split(' '),
    };
    const text = columns.fits[Number(columns.actions[index] ?? -1)];
    if (text === undefined) throw new InternalError(`no action ${index} in the catalog`);
    let fit = known.get(text);
    if (fit === undefined) {
      fit = readFit(text, columns.formats);
      known.set(text, fit);
    }
    return fit;
  };
}

function readFit(text: string, formats: readonly string[]): ResourceFit {
  const isOptional = text.startsWith('?');
  const places = text.slice(isOptional ? 1 : 0);
  const own = places === '' ? [] : places.split(',').map((place) => formats[Number(place)] ?? '');
  return { formats: own, isOptional };
}
