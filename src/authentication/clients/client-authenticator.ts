import { DomainError } from '../../platform/errors.js';
import { AGENT_KEY_PREFIX, secretPrefix } from '../../platform/secrets/secret.js';
import type { RequestContext } from '../../request/context.js';
import type { EnrolledAgentPrincipal } from '../../request/principal.js';
import type { CreateContext, RequestOrigin } from '../context.js';
import { isJwt, unauthenticated } from '../credentials.js';
import type { FailureLimit } from '../limits/failures.js';
import { tracedRefusal } from '../refused-credential.js';
import {
  readPresentedClient,
  type PresentedClient,
  type ReadParameter,
} from './presented-client.js';

/** An agent that authenticated as a client of OAuth. */
export interface AgentClient {
  readonly kind: 'AGENT';
  readonly context: RequestContext;
  readonly agent: EnrolledAgentPrincipal;
}

/** Who authenticated as a client of OAuth. */
export type OAuthClient = AgentClient;

/** The request that a client sends. */
export type ClientRequest = Pick<RequestOrigin, 'requestId' | 'clientAddress' | 'raw'>;

/** Tells which client of OAuth sends a request, or refuses it. */
export type AuthenticateClient = (
  request: ClientRequest,
  parameter: ReadParameter,
) => Promise<OAuthClient>;

/**
 * Makes the function that authenticates clients of OAuth. An agent is a client: its name is the
 * client id, and its agent key the secret, or a JWT of a subject that is bound to it the assertion.
 * Wrong ones count as everywhere else.
 *
 * @throws DomainError as `CreateContext` and `readPresentedClient` do
 */
export function clientAuthenticator({
  createContext,
  failures,
}: {
  readonly createContext: CreateContext;
  readonly failures: FailureLimit;
}): AuthenticateClient {
  return async (request, parameter) => {
    const count = (refusal: DomainError): DomainError =>
      failures.count(request.clientAddress, refusal);
    const client = readOrCount(request.raw.rawHeaders, parameter, count);
    if (!client) {
      // Counts as a request without a credential.
      await createContext({ ...request, credentials: [] });
      throw unauthenticated(
        'MISSING_CREDENTIALS',
        "This needs a client's credential: the agent's name as client id with its agent key as " +
          'secret, or a JWT as client_assertion.',
      );
    }
    const refuse = (reason: string, message: string): unknown =>
      tracedRefusal(count(unauthenticated(reason, message)), client.secret);
    if (!hasForm(client)) throw refuse('MALFORMED', FORMS[client.by]);
    const credentials = [{ secret: client.secret, headerOf: undefined }];
    const context = await createContext({ ...request, credentials });
    const { principal } = context;
    if (principal.kind !== 'ENROLLED_AGENT') {
      throw unauthenticated('AGENT_REQUIRED', "This JWT is not an agent's, as a client's must be.");
    }
    if (client.clientId !== undefined && client.clientId !== principal.name) {
      throw refuse('CLIENT_MISMATCH', 'This credential is not that of the client in client_id.');
    }
    return { kind: 'AGENT', context, agent: principal };
  };
}

/** What cannot be read as a credential is a wrong one. */
function readOrCount(
  rawHeaders: ClientRequest['raw']['rawHeaders'],
  parameter: ReadParameter,
  count: (refusal: DomainError) => DomainError,
): PresentedClient | undefined {
  try {
    return readPresentedClient(rawHeaders, parameter);
  } catch (error) {
    const isWrong = error instanceof DomainError && error.code === 'UNAUTHENTICATED';
    throw isWrong ? count(error) : error;
  }
}

const FORMS = {
  SECRET: 'The client secret must be an agent key: itg_ag_, then 49 letters and digits.',
  ASSERTION: 'The client_assertion must be a JWT.',
} as const;

function hasForm({ by, secret }: PresentedClient): boolean {
  return by === 'SECRET' ? secretPrefix(secret) === AGENT_KEY_PREFIX : isJwt(secret);
}
