import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { CreateContext } from '../../authentication/context.js';
import { MinuteLimit } from '../../authentication/limits/minutes.js';
import { GOOGLE_PATHS } from '../../config/settings/google.js';
import type { PresentedConnection } from '../../google/connections/presenter.js';
import type { ConsentTarget } from '../../google/consent/consent.js';
import type { GoogleConsentService } from '../../google/consent/consent.service.js';
import { superuser } from '../../graphql/access/rules.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { addressBlock } from '../../platform/network/networks.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { shownMessage } from '../../platform/text/shown-message.js';
import { html, Html, sendPage } from '../html-page.js';
import { acceptFormsAlone } from '../oauth/form-body.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';

/** How often browsers of one address block may come back from Google in a minute. */
const CALLBACKS_PER_MINUTE = 120;

/** A connected account, as its page tells of it. */
type ConnectedAccount = Pick<PresentedConnection, 'account' | 'missingScopes'>;

/** What {@link registerGoogle} is made of. */
export interface GoogleRouteParts extends ErrorHandlerParts {
  readonly createContext: CreateContext;
  readonly clock: Clock;
  readonly google: {
    /** Where Google asks for consent: a form on the gateway's page leads there. */
    readonly consentOrigin: string;
    /** Makes a request for consent. */
    readonly begin: GoogleConsentService['beginFor'];
    /** Connects the account whose owner comes back from Google. */
    finish(
      parameters: URLSearchParams,
      browser: { address: string; requestId: string },
    ): Promise<ConnectedAccount>;
  };
}

/**
 * The gateway's pages for people about Google accounts: the end of a consent, and the page behind
 * an error's `connectUrl`, where a superuser shows their key and goes on to Google. Whoever is
 * handed that address without such a key gets nothing from it.
 */
export async function registerGoogle(
  server: FastifyInstance,
  parts: GoogleRouteParts,
): Promise<void> {
  const limit = new MinuteLimit({
    clock: parts.clock,
    perMinute: CALLBACKS_PER_MINUTE,
    refusal: {
      reason: 'TOO_MANY_CONSENTS',
      message: 'Too many consents came back from Google to this address. Wait, then open it again.',
    },
  });
  await server.register((scope, _options, done) => {
    acceptFormsAlone(scope);
    scope.setErrorHandler(errorHandler(parts, replyWithProblem));
    scope.get(GOOGLE_PATHS.callback, async (request, reply) => {
      const refusal = limit.count(addressBlock(request.clientAddress));
      if (refusal) throw refusal;
      const browser = { address: request.clientAddress, requestId: request.id };
      return showConnected(reply, await parts.google.finish(queryOf(request), browser));
    });
    scope.get(GOOGLE_PATHS.connect, (request, reply) =>
      showForm(reply, targetOf(queryOf(request)), parts.google.consentOrigin),
    );
    scope.post(GOOGLE_PATHS.connect, async (request, reply) => {
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const actor = await superuserOf(parts.createContext, request, form.get('key') ?? '');
      const { url } = await parts.google.begin(targetOf(form), actor);
      return reply.header('cache-control', 'no-store').redirect(url, 303);
    });
    done();
  });
}

async function superuserOf(
  createContext: CreateContext,
  request: FastifyRequest,
  key: string,
): Promise<Actor> {
  const { principal, actor } = await createContext({
    requestId: request.id,
    clientAddress: request.clientAddress,
    raw: request.raw,
    connectionParams: key === '' ? {} : { authorization: `Bearer ${key.trim()}` },
  });
  const decision = superuser(principal, {});
  if (decision !== true) throw decision;
  return actor;
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(request.raw.url?.split('?').slice(1).join('?'));
}

function targetOf(fields: URLSearchParams): ConsentTarget {
  const [agent, connection] = [fields.get('agent'), fields.get('connection')];
  if (connection !== null) return { connection };
  if (agent !== null) return { agent };
  throw badUserInput('agent', 'or connection must stand in the address, as in connectUrl');
}

function showConnected(reply: FastifyReply, { account, missingScopes }: ConnectedAccount) {
  const missing = html`<p>
      Not everything was granted. Without the following, agents are refused what needs it. Ask for a
      new link, and tick every box:
    </p>
    <pre>${missingScopes.join('\n')}</pre>`;
  return sendPage(reply, {
    status: 200,
    title: 'The Google account is connected',
    body: html`<p><strong>${account}</strong> is connected. You can close this page.</p>
      ${missingScopes.length > 0 ? missing : new Html('')}`,
  });
}

function showForm(reply: FastifyReply, target: ConsentTarget, consentOrigin: string) {
  const [name, value] = Object.entries(target)[0] ?? ['', ''];
  return sendPage(reply, {
    status: 200,
    title: 'Connect a Google account',
    formTargets: [consentOrigin],
    body: html`<p>
        The ${name} <strong>${value}</strong> needs a Google account, or a new consent of its owner.
        A superuser of this gateway goes on here to Google, or makes a link for the account’s owner
        with the mutation <code>connectGoogleAccount</code> or the command
        <code>token-gateway google connect</code>.
      </p>
      <form method="post" action="${GOOGLE_PATHS.connect}">
        <input type="hidden" name="${name}" value="${value}" />
        <p>
          <label>
            Superuser key
            <input type="password" name="key" required autocomplete="off" />
          </label>
        </p>
        <p><button>Go on to Google</button></p>
      </form>`,
  });
}

function replyWithProblem(
  error: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
  redact: Redact,
): FastifyReply {
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds);
  return sendPage(reply, {
    status: error.status,
    title: 'That did not work',
    body: html`<p>${shownMessage(error.message, redact)}</p>
      <p>Request <code>${request.id}</code></p>`,
  });
}
