/** An answer that is none: a page of a proxy, or a field that must be there and is not. */
export class WrongShapeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongShape';
  }
}

/**
 * A field of an answer that AWS always gives, empty lists too. The SDK reads a well-formed page of a proxy as an answer without any field; to
 * take that for "there are none" would be a lie. Throws `WrongShapeError`.
 */
export function expected<T>(value: T | undefined, field: string): T {
  if (value === undefined || value === null) throw new WrongShapeError(`the answer has no \`${field}\``);
  return value;
}

/** How IAM's lists say that more follows. */
export interface IamPage {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** The marker of the page after this one; `undefined` on the last. Throws `WrongShapeError` when more follows and no marker tells where. */
export function nextMarkerOf({ IsTruncated: isTruncated, Marker: marker }: IamPage): string | undefined {
  if (isTruncated === false) return undefined;
  if (marker !== undefined && marker !== '') return marker;
  if (isTruncated === true) throw new WrongShapeError('the answer says that more follows, and gives no marker');
  return undefined;
}

/** The parameters of a page: as many items as IAM gives at once, from a marker on. */
export function pageAt(marker: string | undefined): { readonly MaxItems: number; readonly Marker?: string } {
  return { MaxItems: 1000, ...(marker === undefined ? {} : { Marker: marker }) };
}
