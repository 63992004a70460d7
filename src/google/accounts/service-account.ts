import { createPrivateKey } from 'node:crypto';

import { z } from 'zod';

import { badUserInput } from '../../platform/errors.js';
import type { ServiceAccountKey } from '../connections/connection.js';
import { isEmail } from './identity.js';

const keyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.email().max(320),
  private_key: z.string().max(10_000).refine(isPrivateKey),
  private_key_id: z.string().max(200).optional(),
});

/**
 * Reads the key file of a service account, as Google Cloud makes it.
 *
 * @throws DomainError `BAD_USER_INPUT` that holds nothing of the file
 */
export function parseServiceAccount(text: string, subject: string | undefined): ServiceAccountKey {
  const parsed = keyFile.safeParse(parseJson(text));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.');
    throw badUserInput(
      'keyFile',
      'must be the JSON key file of a service account, as Google Cloud makes it' +
        (field === undefined || field === '' ? '' : `; its ${field} is missing or wrong`),
    );
  }
  const { client_email: clientEmail, private_key: privateKey } = parsed.data;
  return {
    clientEmail,
    privateKeyId: parsed.data.private_key_id,
    privateKey,
    subject: subject === undefined ? undefined : checkEmail('subject', subject),
  };
}

/**
 * Passes a text that can be an e-mail address.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkEmail(argument: string, email: string): string {
  if (!isEmail(email)) throw badUserInput(argument, 'must be an e-mail address');
  return email;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa' && pem.includes('BEGIN PRIVATE KEY');
  } catch {
    return false;
  }
}
