import { z } from 'zod';

import { TokenClientError } from '../../client/index.js';
import type { ToolCall } from '../tool.js';

const KEY_BYTES = 16;

/** A caller's own word for what it makes. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters')
  .optional()
  .describe('A word of yours for this call.');

/**
 * A key for a call that came without one: new each time, since two calls that say the same may well
 * mean two events, but the same for all that one confirmation is used for. It serves whoever has to
 * repeat this very call.
 */
export function keyFor({ random, confirmedAs }: ToolCall): string {
  return `mcp-${confirmedAs ?? random(KEY_BYTES).toString('base64url')}`;
}

/** The error, and the key with which the call can be repeated. */
export function withKey(error: unknown, key: string): unknown {
  if (!(error instanceof TokenClientError)) return error;
  const { code, message, extensions, cause } = error;
  return new TokenClientError(code, message, {
    extensions: { ...extensions, idempotencyKey: key },
    cause,
  });
}
