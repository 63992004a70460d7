/**
 * Whether a resource indicator (RFC 8707 section 2) names the gateway, as a whole or at `/mcp`, as
 * its metadata name it.
 *
 * @param baseUrl - the gateway's own address, without a slash at its end
 */
export function isOwnResource(resource: string, baseUrl: string): boolean {
  // Told from a Host that can be anything, the address may be none.
  if (!URL.canParse(resource) || !URL.canParse(baseUrl) || resource.includes('#')) return false;
  const named = normalized(resource);
  return named === normalized(baseUrl) || named === normalized(`${baseUrl}/mcp`);
}

/** Without the slash that clients add to a host, or leave out. */
function normalized(url: string): string {
  const { href } = new URL(url);
  return href.replace(/\/$/, '');
}
