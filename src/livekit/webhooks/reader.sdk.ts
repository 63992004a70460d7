import { decodeJwt } from 'jose';
import type { WebhookEvent as LiveKitEvent } from 'livekit-server-sdk';

import { keysOf, type LiveKitKey, type LiveKitSettings } from '../../config/settings/livekit.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { unverifiedClaims } from '../../platform/secrets/unverified-claims.js';
import { unverifiedIssuer } from '../../platform/secrets/unverified-issuer.js';
import { findUnstorableText } from '../../platform/text/plain-text.js';
import { instantOf } from '../answer.sdk.js';
import { describeSkew, skewSeconds } from '../clock-skew.js';
import { liveKitNotConfigured } from '../fault.js';
import type { WebhookEvent } from './event.js';

/** LiveKit's own leeway where it checks tokens. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** The longest name or id: longer ones are in no index of the database's. */
const MOST_BYTES = 1_000;
const EARLIEST = new Date(0);
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** A JWT that was found good, and the key by which it was. */
interface VerifiedWebhook {
  /** Whose key it is; empty for the default project. */
  readonly project: string;
  readonly key: LiveKitKey;
  readonly jwt: string;
}

const KINDS = {
  participant_joined: 'JOINED',
  participant_left: 'LEFT',
  participant_connection_aborted: 'LEFT',
  room_finished: 'FINISHED',
} as const;

/**
 * Reads what LiveKit servers send to their webhooks. The key that signed tells the project. The
 * SDK is loaded at the first one.
 */
export class WebhookReader {
  readonly #keys: readonly (LiveKitKey & Pick<VerifiedWebhook, 'project'>)[];
  readonly #clock: Clock;

  constructor(projects: readonly LiveKitSettings[], clock: Clock) {
    this.#keys = projects.flatMap((project) =>
      keysOf(project).map((key) => ({ ...key, project: project.name })),
    );
    this.#clock = clock;
  }

  /**
   * Checks the signature, which does not need the body: it is over the body's SHA-256.
   *
   * @param authorization - the header of that name: the JWT alone
   * @throws DomainError `UNAUTHENTICATED` with the reason `MISSING_CREDENTIALS`, `UNKNOWN`, or
   *   `CLOCK_SKEW` where the signature is good and its time is not; `UPSTREAM_ERROR`, reason
   *   `NOT_CONFIGURED`
   */
  async authenticate(authorization: string | undefined): Promise<VerifiedWebhook> {
    const [first] = this.#keys;
    if (!first) throw liveKitNotConfigured('');
    if (authorization === undefined) {
      throw refused('MISSING_CREDENTIALS', 'A webhook needs LiveKit’s signature in Authorization.');
    }
    const jwt = authorization.replace(/^Bearer +/i, '');
    const issuer = unverifiedClaims(jwt)?.['iss'];
    const named = this.#keys.find(({ apiKey }) => apiKey === issuer);
    // A name that is not known is answered as slowly as a signature that is wrong.
    const { project, ...key } = named ?? first;
    const { TokenVerifier } = await import('livekit-server-sdk');
    let isWebhooks: boolean;
    try {
      const verifier = new TokenVerifier(key.apiKey, key.apiSecret);
      const { sha256 } = await verifier.verify(jwt, CLOCK_TOLERANCE_SECONDS);
      isWebhooks = typeof sha256 === 'string';
    } catch (error) {
      throw this.#refusalOf(error, jwt, project, named ? 'BAD_SIGNATURE' : 'UNKNOWN_KEY');
    }
    // The key signs room tokens too, which whoever is in a room holds.
    if (!isWebhooks) throw otherBody();
    return { project, key, jwt };
  }

  /**
   * Reads the event.
   *
   * @param body - as it came, byte for byte: the JWT holds its SHA-256
   * @returns `undefined` for an event that the gateway has no use for
   * @throws DomainError what {@link authenticate} throws; `UNAUTHENTICATED`, reason `UNKNOWN`, for
   *   another body than was signed; `BAD_USER_INPUT` for one that cannot be read
   */
  async read(body: string, authorization: string | undefined): Promise<WebhookEvent | undefined> {
    const { project, key, jwt } = await this.authenticate(authorization);
    const { WebhookReceiver } = await import('livekit-server-sdk');
    const receiver = new WebhookReceiver(key.apiKey, key.apiSecret);
    const event = eventOf(await receive(receiver, body, jwt), project);
    if (event) checkStorable(event);
    return event;
  }

  /** The library looks at the times only once it has found the signature to be good. */
  #refusalOf(error: unknown, jwt: string, project: string, webhookProblem: string): DomainError {
    const { code, claim } = error as { code?: unknown; claim?: unknown };
    const isEarly = code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'nbf';
    if (code !== 'ERR_JWT_EXPIRED' && !isEarly) {
      const issuer = unverifiedIssuer(jwt);
      const message =
        'This webhook was signed with none of the API keys of this gateway. Point it to the gateway ' +
        'with LIVEKIT_API_KEY, or set its own key as LIVEKIT_SECOND_API_KEY or in LIVEKIT_PROJECTS.';
      return refused('UNKNOWN', message, error).withLogged({
        webhookProblem,
        ...(issuer === undefined ? {} : { unverifiedIssuer: issuer }),
      });
    }
    const { nbf = 0, exp = 0 } = decodeJwt(jwt);
    const signedAt = new Date((isEarly ? nbf : exp) * 1000);
    const seconds = skewSeconds(signedAt, this.#clock.now());
    return refused(
      'CLOCK_SKEW',
      `This webhook is out of time, unless it came late. ${describeSkew(project, seconds)}`,
      error,
    );
  }
}

async function receive(
  receiver: {
    receive(body: string, jwt: string, skip: boolean, leeway: number): Promise<LiveKitEvent>;
  },
  body: string,
  jwt: string,
): Promise<LiveKitEvent> {
  try {
    return await receiver.receive(body, jwt, false, CLOCK_TOLERANCE_SECONDS);
  } catch (error) {
    const isOther = error instanceof Error && error.message.includes('sha256');
    if (isOther) throw otherBody(error);
    throw badUserInput('The request body', 'must be a webhook event of LiveKit, in JSON');
  }
}

function eventOf(event: LiveKitEvent, project: string): WebhookEvent | undefined {
  const kind = isKept(event.event) ? KINDS[event.event] : undefined;
  const room = event.room?.name;
  if (!kind || room === undefined) return undefined;
  const at = new Date(Number(event.createdAt) * 1000);
  const moment = { id: event.id, at, project, room };
  if (kind === 'FINISHED') return { ...moment, kind };
  const { participant } = event;
  if (!participant) return undefined;
  return {
    ...moment,
    kind,
    identity: participant.identity,
    participantId: participant.sid,
    joinedAt: instantOf(participant.joinedAtMs, participant.joinedAt),
  };
}

/**
 * Passes what the database can take.
 *
 * @throws DomainError `BAD_USER_INPUT`
 */
function checkStorable({ at, ...event }: WebhookEvent): void {
  const found = findUnstorableText(event);
  if (found) throw badUserInput(found.path, found.problem);
  const long = Object.entries(event).find(
    ([, value]) => typeof value === 'string' && Buffer.byteLength(value) > MOST_BYTES,
  );
  if (long) throw badUserInput(long[0], `must be at most ${String(MOST_BYTES)} bytes long`);
  const moments = [at, ...('joinedAt' in event ? [event.joinedAt] : [])];
  if (!moments.every((moment) => moment >= EARLIEST && moment <= LATEST)) {
    throw badUserInput(
      'createdAt',
      'must be between the years 1970 and 9999, and so must joinedAt',
    );
  }
}

function isKept(name: string): name is keyof typeof KINDS {
  return Object.hasOwn(KINDS, name);
}

function otherBody(cause?: unknown): DomainError {
  const refusal = refused('UNKNOWN', 'This body is not the one that LiveKit signed.', cause);
  return refusal.withLogged({ webhookProblem: 'OTHER_BODY' });
}

function refused(reason: string, message: string, cause?: unknown): DomainError {
  return new DomainError('UNAUTHENTICATED', message, { reason, cause });
}
