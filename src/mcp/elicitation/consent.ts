import { setTimeout as sleep } from 'node:timers/promises';

import { sha256 } from '../../platform/crypto.js';
import { problemOf } from '../tool-error.js';
import type { CheckedCall } from './confirmation.js';
import type { Person } from './person.js';
import { CONNECT, type LinkQuestion } from './question.js';
import { NONCE_BYTES } from './state.js';

/** How often it is looked again whether the person has consented, before they are asked again. */
const LOOKS = 12;
/** The same while an older host waits, which asks a few times and then gives up. */
const LOOKS_WITHIN_CALL = 120;
const LOOK_EVERY_MS = 2_000;

/** What waiting for a person takes. */
export interface Waiting {
  /** Given up by the host. */
  readonly signal: AbortSignal;
  /** The gateway stops; `undefined` where nothing but the host ends the process. */
  readonly closing?: AbortSignal | undefined;
  /** Takes a place to wait in; `undefined` where there is none. */
  readonly takePlace?: (() => (() => void) | undefined) | undefined;
}

/**
 * Makes an attempt that may need a Google account which nobody has connected. Where the person's
 * host offers links, they are asked to open the page for that; once they have agreed to, this waits
 * for them, half a minute between two calls, and asks again.
 *
 * @throws what the attempt throws, where the person cannot be asked or does not want to
 */
export async function withConsent<Outcome>(
  attempt: () => Promise<Outcome>,
  checked: CheckedCall,
  waiting: Waiting,
): Promise<Outcome | { readonly question: LinkQuestion }> {
  try {
    return await attempt();
  } catch (error) {
    const link = linkAfter(error, checked.person);
    if (!link) throw error;
    const isAgreed = checked.person.answerTo(CONNECT) === 'accept';
    const isAsked = checked.asked?.digest === digestOf(link.url);
    const outcome = isAgreed && isAsked ? await waitFor(attempt, checked, waiting) : undefined;
    return outcome ?? { question: await questionOf(link, checked) };
  }
}

async function waitFor<Outcome>(
  attempt: () => Promise<Outcome>,
  checked: CheckedCall,
  { signal, closing, takePlace }: Waiting,
): Promise<Outcome | undefined> {
  const leave = takePlace ? takePlace() : () => undefined;
  if (!leave) return undefined;
  const looks = checked.person.isAskedWithinCall ? LOOKS_WITHIN_CALL : LOOKS;
  const stop = closing ? AbortSignal.any([signal, closing]) : signal;
  try {
    for (let look = 0; look < looks; look += 1) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
      if (stop.aborted) return undefined;
      try {
        return await attempt();
      } catch (error) {
        if (!linkAfter(error, checked.person)) throw error;
      }
    }
    return undefined;
  } finally {
    leave();
  }
}

/** The page to open after an error; `undefined` for other errors, or where nobody can be asked. */
function linkAfter(
  error: unknown,
  person: Person,
): Pick<LinkQuestion, 'message' | 'url'> | undefined {
  const answer = person.answerTo(CONNECT);
  if (!person.opensLinks || answer === 'decline' || answer === 'cancel') return undefined;
  const { code, details } = problemOf(error);
  const { connectUrl: url } = details;
  if (code !== 'GOOGLE_CONNECTION_REQUIRED' || typeof url !== 'string') return undefined;
  return { message: CONSENT_MESSAGES[String(details['reason'])] ?? CONNECT_FIRST, url };
}

async function questionOf(
  link: Pick<LinkQuestion, 'message' | 'url'>,
  { seal, call }: CheckedCall,
): Promise<LinkQuestion> {
  const nonce = call.random(NONCE_BYTES).toString('base64url');
  return { kind: 'LINK', ...link, state: await seal.mint({ digest: digestOf(link.url), nonce }) };
}

function digestOf(url: string): string {
  return sha256(url).toString('base64url');
}

const CONNECT_FIRST =
  'Token Gateway has no Google account for this agent yet. Open this page to connect one; it asks ' +
  'for a superuser key of the gateway, and then leads to Google.';

const CONSENT_MESSAGES: Readonly<Record<string, string>> = {
  NEEDS_CONSENT:
    'Google does not accept the consent to this account any more. Open this page to renew it; it ' +
    'asks for a superuser key of the gateway, and then leads to Google.',
  MISSING_SCOPE:
    'The consent to this Google account does not cover what is asked for. Open this page to extend ' +
    'it; it asks for a superuser key of the gateway, and then leads to Google.',
};
