import { decodeJwt } from 'jose';
import type { WebhookEvent as LiveKitEvent } from 'livekit-server-sdk';

import type { LiveKitSettings } from '../../config/settings/livekit.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { unverifiedIssuer } from '../../platform/secrets/unverified-issuer.js';
import { instantOf } from '../answer.sdk.js';
import { describeSkew, skewSeconds } from '../clock-skew.js';
import { liveKitNotConfigured } from '../fault.js';
import type { WebhookEvent } from './event.js';

/** LiveKit's own leeway where it checks tokens. */
const CLOCK_TOLERANCE_SECONDS = 60;

const KINDS = {
  participant_joined: 'JOINED',
  participant_left: 'LEFT',
  participant_connection_aborted: 'LEFT',
  room_finished: 'FINISHED',
} as const;

/** Reads what a LiveKit server sends to its webhooks. The SDK is loaded at the first one. */
export class WebhookReader {
  readonly #settings: LiveKitSettings | undefined;
  readonly #clock: Clock;

  constructor(settings: LiveKitSettings | undefined, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /**
   * Checks the signature and reads the event.
   *
   * @param body - as it came, byte for byte: the JWT holds its SHA-256
   * @param authorization - the header of that name: the JWT alone
   * @returns `undefined` for an event that the gateway has no use for
   * @throws DomainError `UNAUTHENTICATED` with the reason `MISSING_CREDENTIALS`, `UNKNOWN`, or
   *   `CLOCK_SKEW` where the signature is good and its time is not; `BAD_USER_INPUT` for a body
   *   that cannot be read; `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`
   */
  async read(body: string, authorization: string | undefined): Promise<WebhookEvent | undefined> {
    if (!this.#settings) throw liveKitNotConfigured();
    if (authorization === undefined) {
      throw refused('MISSING_CREDENTIALS', 'A webhook needs LiveKit’s signature in Authorization.');
    }
    const { apiKey, apiSecret } = this.#settings;
    const { TokenVerifier, WebhookReceiver } = await import('livekit-server-sdk');
    const jwt = authorization.replace(/^Bearer +/i, '');
    try {
      await new TokenVerifier(apiKey, apiSecret).verify(jwt, CLOCK_TOLERANCE_SECONDS);
    } catch (error) {
      throw this.#refusalOf(error, jwt);
    }
    return eventOf(await receive(new WebhookReceiver(apiKey, apiSecret), body, jwt));
  }

  /** The library looks at the times only once it has found the signature to be good. */
  #refusalOf(error: unknown, jwt: string): DomainError {
    const { code, claim } = error as { code?: unknown; claim?: unknown };
    const isEarly = code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && claim === 'nbf';
    if (code !== 'ERR_JWT_EXPIRED' && !isEarly) {
      const issuer = unverifiedIssuer(jwt);
      return refused(
        'UNKNOWN',
        'This webhook was not signed with LIVEKIT_API_SECRET.',
        error,
      ).withLogged(issuer === undefined ? {} : { unverifiedIssuer: issuer });
    }
    const { nbf = 0, exp = 0 } = decodeJwt(jwt);
    const signedAt = new Date((isEarly ? nbf : exp) * 1000);
    const seconds = skewSeconds(signedAt, this.#clock.now());
    return refused(
      'CLOCK_SKEW',
      `This webhook is out of time, unless it came late. ${describeSkew(seconds)}`,
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
    if (isOther) throw refused('UNKNOWN', 'This body is not the one that LiveKit signed.', error);
    throw badUserInput('The request body', 'must be a webhook event of LiveKit, in JSON');
  }
}

function eventOf(event: LiveKitEvent): WebhookEvent | undefined {
  const kind = isKept(event.event) ? KINDS[event.event] : undefined;
  const room = event.room?.name;
  if (!kind || room === undefined) return undefined;
  const moment = { id: event.id, at: new Date(Number(event.createdAt) * 1000), room };
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

function isKept(name: string): name is keyof typeof KINDS {
  return Object.hasOwn(KINDS, name);
}

function refused(reason: string, message: string, cause?: unknown): DomainError {
  return new DomainError('UNAUTHENTICATED', message, { reason, cause });
}
