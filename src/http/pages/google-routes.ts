import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { CreateContext } from '../../authentication/context.js';
import { MinuteLimit } from '../../authentication/limits/minutes.js';
import { GOOGLE_PATHS } from '../../config/settings/google.js';
import type { ConsentTarget } from '../../google/consent/consent.js';
import type { GoogleConsentService } from '../../google/consent/consent.service.js';
import { superuser } from '../../graphql/access/rules.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { addressBlock } from '../../platform/network/networks.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { shownMessage } from '../../platform/text/shown-message.js';
import { html, sendPage } from '../html-page.js';
import { acceptFormsAlone } from '../oauth/form-body.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';
import { sendConnected, sendConsentProblem, type ConnectedAccount } from './consent-pages.js';

/** How often browsers of one address block may come back from Google in a minute. */
const CALLBACKS_PER_MINUTE = 120;

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
    scope.setErrorHandler(errorHandler(parts, sendConsentProblem));
    scope.get(GOOGLE_PATHS.callback, async (request, reply) => {
      const refusal = limit.count(addressBlock(request.clientAddress));
      if (refusal) throw refusal;
      const browser = { address: request.clientAddress, requestId: request.id };
      return sendConnected(reply, await parts.google.finish(queryOf(request), browser));
    });
    done();
  });
  await server.register((scope, _options, done) => {
    acceptFormsAlone(scope);
    scope.setErrorHandler(errorHandler(parts, replyWithProblem));
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

function showForm(reply: FastifyReply, target: ConsentTarget, consentOrigin: string) {
  const [name, value] = Object.entries(target)[0] ?? ['', ''];
  return sendPage(reply, {
    status: 200,
    title: 'Connect a Google account',
    formTargets: [consentOrigin],
    body: html`<p>
        The ${name} <strong>${value}</strong> needs a Google account, or the consent of its owner
        once more.
      </p>
      <p>
        Is it your account? Send the address of this page to the person who runs Token Gateway for
        you, and ask for a link to connect it. You need no key for that.
      </p>
      <h2>For superusers</h2>
      <form method="post" action="${GOOGLE_PATHS.connect}">
        <input type="hidden" name="${name}" value="${value}" />
        <p>
          <label>
            Superuser key
            <input type="password" name="key" required autocomplete="off" />
          </label>
        </p>
        <p><button>Go on to Google</button></p>
      </form>
      <p class="quiet">
        To make a link that somebody else can open, use the mutation
        <code>connectGoogleAccount</code> or the command <code>token-gateway google connect</code>.
      </p>`,
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
