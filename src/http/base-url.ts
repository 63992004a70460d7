import type { FastifyRequest } from 'fastify';

/**
 * The gateway's own address as others see it, without a slash at its end; told from the request where
 * no setting says it.
 */
export function baseUrlOf(
  publicUrl: string | undefined,
  { protocol, host }: FastifyRequest,
): string {
  // A believed proxy may pass on what a client says of the scheme.
  return publicUrl ?? `${protocol === 'https' ? 'https' : 'http'}://${host}`;
}
