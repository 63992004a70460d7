import type { RestSettings } from '../../platform/rest-settings.js';
import type { Operation } from './endpoint.js';

/** The day on which the gateway took the older service's place. */
const DEPRECATED_AT = new Date('2026-11-22T00:00:00Z');

/**
 * The headers that announce a path's end, and name what takes its place: RFC 9745, RFC 8594, and
 * the link relations of RFC 9745 section 3 and RFC 5829 section 3.3.
 *
 * @returns none where the settings want none
 */
export function deprecationHeaders(
  { isDeprecated, sunsetAt, hasDocs }: RestSettings,
  operation: Pick<Operation<never, never>, 'type' | 'field'> | undefined,
): Readonly<Record<string, string>> {
  if (!isDeprecated) return {};
  const title = operation ? `; title="${operation.type.toLowerCase()} ${operation.field}"` : '';
  const links = [`</graphql>; rel="successor-version"${title}`];
  if (hasDocs) links.push('</api/docs>; rel="deprecation"; type="text/html"');
  return {
    deprecation: `@${String(DEPRECATED_AT.getTime() / 1000)}`,
    ...(sunsetAt && { sunset: sunsetAt.toUTCString() }),
    link: links.join(', '),
  };
}
