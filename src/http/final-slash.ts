import type { FastifyRequest } from 'fastify';

/**
 * Whether a request's path ends in a slash, which changes nothing but what the relative addresses
 * on a page lead to.
 */
export function hasFinalSlash({ url }: FastifyRequest): boolean {
  return url.split('?', 1)[0]?.endsWith('/') ?? false;
}
