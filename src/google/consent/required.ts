import { DomainError, notConfigured } from '../../platform/errors.js';

/** The answer while an agent cannot work with Google until a person has done something. */
export function connectionRequired(
  reason: 'NOT_CONNECTED' | 'NEEDS_CONSENT' | 'MISSING_SCOPE',
  message: string,
  details: { readonly connectUrl: string; readonly [name: string]: unknown },
): DomainError {
  return new DomainError(
    'GOOGLE_CONNECTION_REQUIRED',
    `${message} Show connectUrl to whoever runs the gateway.`,
    { reason, details },
  );
}

/** The answer to whoever needs the OAuth client while none is set. */
export function googleNotConfigured(): DomainError {
  return notConfigured(
    'This gateway has no Google OAuth client, which accounts connected by consent need. Whoever ' +
      'runs it sets GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET; docs/google.md says where they ' +
      'come from.',
  );
}

/** The answer to those who name a connection that is not there, or not for them. */
export function connectionNotFound(): DomainError {
  return new DomainError(
    'NOT_FOUND',
    'There is no such Google connection here. Name it by its id or its account’s e-mail address; ' +
      'an agent can name those that it is bound to.',
    { reason: 'UNKNOWN_CONNECTION' },
  );
}
