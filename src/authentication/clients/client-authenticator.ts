import { DomainError } from '../../platform/errors.js';
import { AGENT_KEY_PREFIX, secretPrefix } from '../../platform/secrets/secret.js';
import { newOperation, type RequestContext } from '../../request/context.js';
import type { EnrolledAgentPrincipal } from '../../request/principal.js';
import type { CreateContext, RequestOrigin } from '../context.js';
import { isJwt, unauthenticated } from '../credentials.js';
import type { FailureLimit } from '../limits/failures.js';
import type { RequestLimit } from '../limits/requests.js';
import { tracedRefusal } from '../refused-credential.js';
import {
  readPresentedClient,
  type ClientSecret,
  type PresentedClient,
  type ReadParameter,
} from './presented-client.js';

/** What is known of every client of OAuth. */
interface AnyClient {
  readonly context: RequestContext;
  /** Counts what it shows further as a wrong credential, and returns the refusal. */
  readonly count: (refusal: DomainError) => DomainError;
}

/** An agent that authenticated as a client of OAuth. */
export interface AgentClient extends AnyClient {
  readonly kind: 'AGENT';
  readonly agent: EnrolledAgentPrincipal;
}

/** A client that acts for its users, as the rules of `ID_JAG_RULES` have it. */
export interface DelegatingClient extends AnyClient {
  readonly kind: 'DELEGATING';
  readonly clientId: string;
}

/** Who authenticated as a client of OAuth. */
export type OAuthClient = AgentClient | DelegatingClient;

/** The request that a client sends. */
export type ClientRequest = Pick<RequestOrigin, 'requestId' | 'clientAddress' | 'raw'>;

/** Tells which client of OAuth sends a request, or refuses it. */
export type AuthenticateClient = (
  request: ClientRequest,
  parameter: ReadParameter,
) => Promise<OAuthClient>;

interface ClientAuthenticatorParts {
  readonly createContext: CreateContext;
  readonly failures: FailureLimit;
  readonly requests: RequestLimit;
  /** Whether there is a client of that id and secret that is no agent. */
  readonly isDelegatingClient: (id: string, secret: string) => boolean;
}

/**
 * Makes the function that authenticates clients of OAuth. An agent is a client: its name is the
 * client id, and its agent key the secret, or a JWT of a subject that is bound to it the assertion.
 * Others have a secret of their own. Wrong ones count as everywhere else.
 *
 * @throws DomainError as `CreateContext` and `readPresentedClient` do
 */
export function clientAuthenticator(parts: ClientAuthenticatorParts): AuthenticateClient {
  return async (request, parameter) => {
    const count = (refusal: DomainError): DomainError =>
      parts.failures.count(request.clientAddress, refusal);
    const client = readOrCount(request.raw.rawHeaders, parameter, count);
    if (!client) {
      // Counts as a request without a credential.
      await parts.createContext({ ...request, credentials: [] });
      throw unauthenticated(
        'MISSING_CREDENTIALS',
        "This needs a client's credential: the agent's name as client id with its agent key as " +
          'secret, or a JWT as client_assertion.',
      );
    }
    return client.by === 'ASSERTION' || secretPrefix(client.secret) === AGENT_KEY_PREFIX
      ? agentClient(parts, request, client, count)
      : delegatingClient(parts, request, client, count);
  };
}

/** What cannot be read as a credential is a wrong one. */
function readOrCount(
  rawHeaders: ClientRequest['raw']['rawHeaders'],
  parameter: ReadParameter,
  count: AnyClient['count'],
): PresentedClient | undefined {
  try {
    return readPresentedClient(rawHeaders, parameter);
  } catch (error) {
    const isWrong = error instanceof DomainError && error.code === 'UNAUTHENTICATED';
    throw isWrong ? count(error) : error;
  }
}

async function agentClient(
  { createContext }: ClientAuthenticatorParts,
  request: ClientRequest,
  { by, clientId, secret }: PresentedClient,
  count: AnyClient['count'],
): Promise<AgentClient> {
  const refuse = (reason: string, message: string): unknown =>
    tracedRefusal(count(unauthenticated(reason, message)), secret);
  if (by === 'ASSERTION' && !isJwt(secret)) {
    throw refuse('MALFORMED', 'The client_assertion must be a JWT.');
  }
  const credentials = [{ secret, headerOf: undefined }];
  const context = await createContext({ ...request, credentials });
  const { principal } = context;
  if (principal.kind !== 'ENROLLED_AGENT') {
    throw unauthenticated('AGENT_REQUIRED', "This JWT is not an agent's, as a client's must be.");
  }
  if (clientId !== undefined && clientId !== principal.name) {
    throw refuse('CLIENT_MISMATCH', 'This credential is not that of the client in client_id.');
  }
  return { kind: 'AGENT', context, agent: principal, count };
}

const UNKNOWN =
  'There is no client of that id and secret. The secret of an agent is its agent key: itg_ag_, then ' +
  '49 letters and digits.';

/** Its check costs no query, so a wrong one before it is no reason to refuse the right one. */
function delegatingClient(
  { requests, isDelegatingClient }: ClientAuthenticatorParts,
  { clientAddress, requestId }: ClientRequest,
  { clientId, secret }: ClientSecret,
  count: AnyClient['count'],
): DelegatingClient {
  if (!isDelegatingClient(clientId, secret)) {
    throw tracedRefusal(count(unauthenticated('UNKNOWN', UNKNOWN)), secret);
  }
  requests.countClient(clientId);
  const actor = { kind: 'DELEGATE', name: clientId, address: clientAddress, requestId } as const;
  const principal = { kind: 'ANONYMOUS', isFromTrustedNetwork: false } as const;
  const context = { requestId, principal, actor, operation: newOperation() };
  return { kind: 'DELEGATING', context, clientId, count };
}
