import type { FastifyRequest } from 'fastify';

/**
 * The gateway's own address as others see it, without a slash at its end; told from the request
 * where no setting says it.
 */
export function baseUrlOf(
  publicUrl: string | undefined,
  { protocol, host, headers }: FastifyRequest,
): string {
  if (publicUrl !== undefined) return publicUrl;
  // A believed proxy may pass on what a client says of the scheme, and report an empty host.
  const scheme = protocol === 'https' ? 'https' : 'http';
  return `${scheme}://${host === '' ? (headers.host ?? '') : host}`;
}
