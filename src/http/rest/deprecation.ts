import type { RestSettings } from '../../config/settings/rest.js';
import type { Operation } from './endpoint.js';

/** The day on which the gateway took the older service's place. */
const DEPRECATED_AT = new Date('2026-11-22T00:00:00Z');

/**
 * The headers that announce a path's end, and name what takes its place: RFC 9745, RFC 8594, and
 * the link relations of RFC 9745 section 3 and RFC 5829 section 3.3.
 *
 * @param publicUrl - the gateway's address, behind a prefix of a proxy's or not; the links begin at
 *   the root of the host where it is not known
 * @returns none where the settings want none
 */
export function deprecationHeaders(
  { isDeprecated, sunsetAt, hasDocs }: RestSettings,
  operation: Pick<Operation<never, never>, 'type' | 'field'> | undefined,
  publicUrl = '',
): Readonly<Record<string, string>> {
  if (!isDeprecated) return {};
  const title = operation ? `; title="${operation.type.toLowerCase()} ${operation.field}"` : '';
  const links = [`<${publicUrl}/graphql>; rel="successor-version"${title}`];
  if (hasDocs) links.push(`<${publicUrl}/api/docs>; rel="deprecation"; type="text/html"`);
  return {
    deprecation: `@${String(DEPRECATED_AT.getTime() / 1000)}`,
    ...(sunsetAt && { sunset: sunsetAt.toUTCString() }),
    link: links.join(', '),
  };
}
