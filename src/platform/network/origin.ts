/**
 * Reads an `Origin` as browsers write it (RFC 6454 section 6.2): nothing beside scheme, host and a
 * port that is not the scheme's own.
 *
 * @returns `undefined` for `null` and for every other text
 */
export function parseOrigin(text: string): URL | undefined {
  const url = parseHttpUrl(text);
  return url?.origin === text ? url : undefined;
}

/**
 * Reads a `Referer` that is a whole URL, without user information and fragment (RFC 9110
 * section 10.1.3).
 *
 * @returns `undefined` for every other text
 */
export function parseReferer(text: string): URL | undefined {
  const url = parseHttpUrl(text);
  const isPlain = url && text.startsWith(`${url.origin}/`) && !text.includes('#');
  return isPlain ? url : undefined;
}

function parseHttpUrl(text: string): URL | undefined {
  return /^https?:/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}
