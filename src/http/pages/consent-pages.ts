import type { FastifyReply, FastifyRequest } from 'fastify';

import type { DomainError } from '../../platform/errors.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { shownMessage } from '../../platform/text/shown-message.js';
import { html, sendPage, type Html } from '../html-page.js';

/** A connected account, as its page tells of it. */
export interface ConnectedAccount {
  readonly account: string;
  /** Google's scopes that were asked for and not granted. */
  readonly missingScopes: readonly string[];
}

const ACCESS = html`<a href="https://myaccount.google.com/connections"
  >myaccount.google.com/connections</a
>`;

/** What scopes allow, in the words in which Google's own page asks for them. */
const ALLOWED_BY: Readonly<Record<string, string>> = {
  'https://www.googleapis.com/auth/calendar.readonly': 'see your calendars and their events',
  'https://www.googleapis.com/auth/calendar.events': 'make, change and delete events',
};

const ASK_AGAIN = html`Ask the person who sent you the link for a new one, and open it right away.`;

/**
 * What an account's owner is told when a consent does not end well, by the error's reason. They
 * were sent a link, and know nothing of what runs behind it.
 */
const PROBLEMS: Readonly<Record<string, { readonly title: string; readonly advice: Html }>> = {
  CONSENT_USED: {
    title: 'This link was used before',
    advice: html`A link works once. If you have just connected your account with it, all is well and
    you can close this page. Otherwise ask the person who sent it for a new one.`,
  },
  CONSENT_EXPIRED: {
    title: 'This link is too old',
    advice: html`A link works for ten minutes. ${ASK_AGAIN}`,
  },
  ACCESS_DENIED: {
    title: 'Access was not given',
    advice: html`You chose not to give access, or Google did not let you. If that was a slip, ask
    the person who sent you the link for a new one. If Google said that the app is not verified, or
    is for testers only, tell them so.`,
  },
  OTHER_ACCOUNT: {
    title: 'This was another account',
    advice: html`The link was made for one Google account, and you went on with another. Ask the
    person who sent it for a new one, and choose the account that it was made for.`,
  },
  NO_REFRESH_TOKEN: {
    title: 'Google gave access for a moment only',
    advice: html`Open ${ACCESS}, remove the access of this app there, and ask the person who sent
    you the link for a new one.`,
  },
  EMAIL_NOT_VERIFIED: {
    title: 'Your e-mail address is not confirmed',
    advice: html`Google does not know yet whether your address is yours. Confirm it at
      <a href="https://myaccount.google.com/email">myaccount.google.com/email</a>, then ask the
      person who sent you the link for a new one.`,
  },
  ADDRESS_TAKEN: {
    title: 'Another account has this address',
    advice: html`An account with the same e-mail address was connected before. The person who sent
    you the link can remove it, and send you a new one.`,
  },
  TOO_MANY_CONSENTS: {
    title: 'Too many at once',
    advice: html`Wait a minute, then reload this page.`,
  },
};

const OTHERWISE = {
  refused: { title: 'This link does not work', advice: ASK_AGAIN },
  failed: {
    title: 'That did not work',
    advice: html`It is nothing that you did. Wait a few minutes, then ask the person who sent you
    the link for a new one.`,
  },
};

/** Tells an account's owner that it is connected, and how to take that back. */
export function sendConnected(
  reply: FastifyReply,
  { account, missingScopes }: ConnectedAccount,
): FastifyReply {
  const missing = html`<p>
      You did not allow everything that was asked for. Without the following, some things will not
      work:
    </p>
    <ul>
      ${missingScopes.map((scope) => html`<li>${ALLOWED_BY[scope] ?? scope}</li>`)}
    </ul>
    <p>
      If you left it out by mistake, ask the person who sent you the link for a new one, and tick
      every box.
    </p>
    ${toPassOn(html`Not granted: ${missingScopes.join(' ')}`)}`;
  return sendPage(reply, {
    status: 200,
    title: 'Your Google account is connected',
    body: html`<p><strong>${account}</strong> is connected. You can close this page.</p>
      ${missingScopes.length > 0 ? missing : ''}
      <p class="quiet">You can take this back at any time, at ${ACCESS}.</p>`,
  });
}

/** Tells an account's owner what to do when nothing was connected. */
export function sendConsentProblem(
  error: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
  redact: Redact,
): FastifyReply {
  const otherwise = error.status < 500 ? OTHERWISE.refused : OTHERWISE.failed;
  const { title, advice } = PROBLEMS[error.reason ?? ''] ?? otherwise;
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds);
  return sendPage(reply, {
    status: error.status,
    title,
    body: html`<p>${advice}</p>
      <p>Nothing was connected this time.</p>
      ${toPassOn(html`${shownMessage(error.message, redact)}`)}
      <p class="quiet">Request <code>${request.id}</code></p>`,
  });
}

function toPassOn(details: Html): Html {
  return html`<h2>For the person who sent you the link</h2>
    <p class="quiet">${details}</p>`;
}
