import type { IncomingMessage } from 'node:http';

import type { ProxySightings } from '../platform/network/proxy-sightings.js';
import { newOperation, type RequestContext } from '../request/context.js';
import { principalName } from '../request/principal.js';
import type { Authenticator } from './authenticator.js';
import { readCredentials, type Credential } from './credentials.js';
import type { RequestLimit } from './limits/requests.js';
import type { TrustedCaller } from './trust/trusted-caller.js';

/** The parts of an HTTP request that its context is made of. */
export interface RequestOrigin {
  readonly requestId: string;
  /** The client's address after believed proxies were taken into account. */
  readonly clientAddress: string;
  readonly raw: IncomingMessage;
  /** Credentials may come in them as well as in headers, under the headers' names. */
  readonly connectionParams?: Readonly<Record<string, unknown>> | undefined;
  /** In place of those that it carries: read from it before, or looked up for who showed them. */
  readonly credentials?: readonly Credential[];
  /** Whether its credentials were accepted before, so that a refusal now is no guess. */
  readonly isKnown?: boolean;
  /** Whether `Authorization: Basic` may carry a secret as its password. */
  readonly acceptsBasic?: boolean;
}

/** Builds the context of a request, or refuses it. */
export type CreateContext = (origin: RequestOrigin) => Promise<RequestContext>;

/**
 * Makes the function that authenticates requests. It accepts a request's credentials or throws what
 * `Authenticator.authenticate` throws; only a request without any is anonymous. One request too
 * many is `RATE_LIMITED`, reason `TOO_MANY_REQUESTS`.
 */
export function contextCreator({
  authenticator,
  trustedCaller,
  requests,
  proxies,
}: {
  readonly authenticator: Authenticator;
  readonly trustedCaller: TrustedCaller;
  readonly requests: RequestLimit;
  readonly proxies: ProxySightings;
}): CreateContext {
  return async ({ requestId, clientAddress, raw, isKnown = false, ...sources }) => {
    const { connectionParams, acceptsBasic = false } = sources;
    const { rawHeaders } = raw;
    const credentials =
      sources.credentials ?? readCredentials({ rawHeaders, connectionParams, acceptsBasic });
    const countedAddress = isKnown ? undefined : clientAddress;
    const principal = (await authenticator.authenticate(credentials, countedAddress)) ?? {
      kind: 'ANONYMOUS',
      isFromTrustedNetwork: trustedCaller.accepts(raw, clientAddress),
    };
    if (principal.kind !== 'ANONYMOUS') proxies.notice(raw);
    // What goes on with credentials that were accepted before is no further request.
    if (!isKnown) requests.count(principal, clientAddress);
    return {
      requestId,
      principal,
      actor: {
        kind: principal.kind,
        name: principalName(principal),
        address: clientAddress,
        requestId,
        ...(principal.kind === 'DELEGATE' && { accessTokenId: principal.accessTokenId }),
      },
      operation: newOperation(),
    };
  };
}
