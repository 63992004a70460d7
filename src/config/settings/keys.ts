import { z } from 'zod';

import type { EncryptionKey } from '../../platform/crypto.js';
import {
  ENCRYPTION_KEYS_SHAPE,
  parseEncryptionKeys,
} from '../../platform/secrets/encryption-keys.js';
import { secret } from '../shapes.js';

/** The shapes of the settings that are the gateway's own keys. */
export const keyShapes = {
  SUPERUSER_KEY: secret(
    z
      .string()
      .regex(/^[\x21-\x7e]{32,200}$/, 'must be 32 to 200 printable characters without spaces'),
  ),
  TOKEN_ENCRYPTION_KEYS: secret(z.string().transform(readEncryptionKeys)),
};

function readEncryptionKeys(text: string, context: z.RefinementCtx): readonly EncryptionKey[] {
  const keys = parseEncryptionKeys(text);
  if (!keys) context.addIssue({ code: 'custom', message: `must be ${ENCRYPTION_KEYS_SHAPE}` });
  return keys ?? [];
}
