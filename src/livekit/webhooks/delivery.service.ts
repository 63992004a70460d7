import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import type { EvictionService } from '../exclusions/eviction.service.js';
import { projectDetail } from '../project-name.js';
import type { UsageTally } from '../usage/tally.js';
import type { WebhookStore } from './delivery.store.js';
import type { WebhookEvent } from './event.js';
import type { WebhookReader } from './reader.sdk.js';

/** A webhook as it came. */
export interface WebhookDelivery {
  /** Byte for byte. */
  readonly body: string;
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  readonly address: string;
  readonly requestId: string;
}

const ACTIONS = {
  JOINED: 'ROOM_PARTICIPANT_JOINED',
  LEFT: 'ROOM_PARTICIPANT_LEFT',
  FINISHED: 'ROOM_FINISHED',
} as const;

/** Takes in what LiveKit tells of joins, leaves and rooms that ended. */
export class WebhookService {
  readonly #reader: WebhookReader;
  readonly #store: WebhookStore;
  readonly #evictions: EvictionService;
  readonly #tally: UsageTally;
  readonly #clock: Clock;

  constructor(
    reader: WebhookReader,
    store: WebhookStore,
    evictions: EvictionService,
    tally: UsageTally,
    clock: Clock,
  ) {
    this.#reader = reader;
    this.#store = store;
    this.#evictions = evictions;
    this.#tally = tally;
    this.#clock = clock;
  }

  /**
   * Passes whoever may deliver webhooks, before a body is read.
   *
   * @throws DomainError what {@link WebhookReader.authenticate} throws
   */
  async authenticate(authorization: string | undefined): Promise<void> {
    await this.#reader.authenticate(authorization);
  }

  /**
   * Checks a webhook's signature and writes down what it tells, once however often it is delivered.
   * Whoever joins and is excluded is taken out again, for which LiveKit does not wait.
   *
   * @throws DomainError what {@link WebhookReader.read} throws
   */
  async receive(delivery: WebhookDelivery): Promise<void> {
    const event = await this.#reader.read(delivery.body, delivery.authorization);
    if (!event) return;
    const actor: Actor = {
      kind: 'GATEWAY',
      name: 'LiveKit webhook',
      address: delivery.address,
      requestId: delivery.requestId,
    };
    const now = this.#clock.now();
    const used = await this.#store.takeIn(event, now, (owner) => ({
      at: now,
      action: ACTIONS[event.kind],
      actor,
      agentName: owner?.agentName ?? null,
      tokenId: owner?.tokenId ?? null,
      details: detailsOf(event),
    }));
    for (const { agentName, joins, connectedSeconds } of used) {
      this.#tally.add(agentName, 'joins', joins);
      this.#tally.add(agentName, 'connectedSeconds', connectedSeconds);
    }
    if (event.kind === 'JOINED') void this.#evictions.evict(event, event.joinedAt, actor);
  }
}

function detailsOf(event: WebhookEvent): Readonly<Record<string, string>> {
  const { id: eventId, at, project, room } = event;
  const moment = { eventId, happenedAt: at.toISOString(), ...projectDetail(project), room };
  if (event.kind === 'FINISHED') return moment;
  return { ...moment, identity: event.identity, participantId: event.participantId };
}
