import { setTimeout as sleep } from 'node:timers/promises';

import { problemOf } from '../tool-error.js';
import type { Person } from './person.js';
import { CONNECT, type LinkQuestion } from './question.js';

/** How often it is looked again whether the person has consented, in one call. */
const LOOKS = 12;
const LOOK_EVERY_MS = 2_000;

/**
 * Makes an attempt that may need a Google account which nobody has connected. Where the person's
 * host offers links, they are asked to open the page for that; once they have agreed to, this waits
 * for them, and asks again after half a minute.
 *
 * @param signal - ends the waiting
 * @throws what the attempt throws, where the person cannot be asked or does not want to
 */
export async function withConsent<Outcome>(
  attempt: () => Promise<Outcome>,
  person: Person,
  signal: AbortSignal,
): Promise<Outcome | { readonly question: LinkQuestion }> {
  const looks = person.answerTo(CONNECT) === 'accept' ? LOOKS : 0;
  for (let look = 0; ; look += 1) {
    try {
      return await attempt();
    } catch (error) {
      const question = questionAfter(error, person);
      if (!question) throw error;
      if (look >= looks || signal.aborted) return { question };
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

function questionAfter(error: unknown, person: Person): LinkQuestion | undefined {
  const answer = person.answerTo(CONNECT);
  if (!person.opensLinks || answer === 'decline' || answer === 'cancel') return undefined;
  const { code, details } = problemOf(error);
  const { connectUrl: url } = details;
  if (code !== 'GOOGLE_CONNECTION_REQUIRED' || typeof url !== 'string') return undefined;
  return {
    kind: 'LINK',
    message: CONSENT_MESSAGES[String(details['reason'])] ?? CONNECT_FIRST,
    url,
  };
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
