/**
 * Reads an `Origin` as browsers write it (RFC 6454 section 6.2): nothing beside scheme, host and a
 * port that is not the scheme's own.
 *
 * @returns `undefined` for `null` and for every other text
 */
export function parseOrigin(text: string): URL | undefined {
  const url = /^https?:/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  return url?.origin === text ? url : undefined;
}
