import { z } from 'zod';

import { badUserInput } from '../../platform/errors.js';
import { checkEach } from '../check-each.js';
import type { Environment } from '../given.js';
import { hasProtocol, onOrOff, secret } from '../shapes.js';
import { isSecureUrl } from './oidc.js';

/** A gateway elsewhere that commands are for, and who asks it. */
export interface RemoteSettings {
  /** Its address. */
  readonly url: string;
  /** A superuser's key, or a JWT of one; a secret. */
  readonly key: string;
}

const settings = z.object({
  TOKEN_GATEWAY_URL: z.string().optional(),
  TOKEN_GATEWAY_KEY: secret(
    z.string().regex(/^[\x21-\x7e]+$/, 'must be printable characters without spaces'),
  ),
  TOKEN_GATEWAY_ALLOW_HTTP: onOrOff.default(false),
});

/**
 * Reads which gateway commands are for. A key goes over plain http to this machine alone, unless
 * the settings say that nobody is in between.
 *
 * @param named - the URL that a command names, in place of the setting
 * @returns `undefined` where they are for this machine's own
 * @throws StartupError that names every wrong setting, never a value; DomainError `BAD_USER_INPUT`
 *   for the URL that the command names
 */
export function readRemoteSettings(
  env: Environment,
  named: string | undefined,
): RemoteSettings | undefined {
  const { values, problems } = checkEach(settings, env);
  const url = named ?? values?.TOKEN_GATEWAY_URL;
  const key = values?.TOKEN_GATEWAY_KEY;
  if (values && url !== undefined) {
    const then = named === undefined ? '. Unset TOKEN_GATEWAY_URL for that of this machine' : '';
    const missing = `is required for a gateway elsewhere: a superuser’s key${then}`;
    if (key === undefined) problems.add('TOKEN_GATEWAY_KEY', missing);
    const problem = problemOf(url, values.TOKEN_GATEWAY_ALLOW_HTTP);
    if (problem !== undefined && named !== undefined) throw badUserInput('--url', problem);
    if (problem !== undefined) problems.add('TOKEN_GATEWAY_URL', problem);
  }
  if (!problems.isEmpty) throw problems.toError();
  return url === undefined || key === undefined ? undefined : { url, key };
}

function problemOf(url: string, allowsHttp: boolean): string | undefined {
  if (!isPlainUrl(url)) return 'must be an http or https URL without a user name or a query';
  if (allowsHttp || isSecureUrl(url)) return undefined;
  return (
    'must be https, because whoever is in between can read a key that is sent by http. Where ' +
    'nobody is, set TOKEN_GATEWAY_ALLOW_HTTP=on'
  );
}

function isPlainUrl(text: string): boolean {
  if (!hasProtocol(text, ['http:', 'https:'])) return false;
  const { username, password, search, hash } = new URL(text);
  return username === '' && password === '' && search === '' && hash === '';
}
