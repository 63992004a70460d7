import type { AgentKeyService } from '../agents/keys/key.service.js';
import type { KeyRotationService } from '../encryption/rotation/rotation.service.js';
import type { GoogleConnectionService } from '../google/connections/connection.service.js';
import { presentConnection } from '../google/connections/presenter.js';
import type { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import type { PublicAddress } from '../platform/network/public-address.js';
import { packageVersion } from '../platform/package-root.js';
import { countOf } from '../platform/text/count-of.js';
import type { KeyHolderService } from '../superusers/key-holder.service.js';
import { accountFindings } from './checks/accounts.js';
import { agentFindings } from './checks/agents.js';
import { databaseFindings, databaseUnreachable } from './checks/database.js';
import { encryptionKeyFindings, shownKeyFindings } from './checks/keys.js';
import { found, inOrder, type Finding, type GatewayStatus } from './finding.js';
import type { SettingsStatusService } from './settings.service.js';
import type { StatusStore } from './status.store.js';

const PAGE = 200;

type ListedConnection = Awaited<ReturnType<GoogleConnectionService['list']>>[number];

interface StatusServiceParts {
  readonly isProduction: boolean;
  /** Where the database is, without a password. */
  readonly databasePlace: string;
  /** Whether a superuser is known by `SUPERUSER_KEY` or by JWTs. */
  readonly hasConfiguredSuperuser: boolean;
  readonly store: StatusStore;
  readonly settings: SettingsStatusService;
  readonly address: PublicAddress;
  readonly superusers: KeyHolderService;
  readonly verifiers: KeyHolderService;
  readonly agentKeys: AgentKeyService;
  readonly keyRotation: KeyRotationService;
  readonly connections: GoogleConnectionService;
  readonly clock: Clock;
}

/** What was found in the database. */
interface Stored {
  readonly findings: readonly Finding[];
  /** How many gateways are connected to it; `undefined` where it does not tell. */
  readonly servingCount: number | undefined;
}

/** Finds out how the gateway is. It writes nothing, and asks others for the time alone. */
export class StatusService {
  readonly #parts: StatusServiceParts;
  readonly #startedAt: Date;

  constructor(parts: StatusServiceParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.now();
  }

  /** How the gateway is that runs in this process. */
  async lookAtRunning(): Promise<GatewayStatus> {
    const { address, isProduction } = this.#parts;
    const mode = isProduction ? 'production' : 'development';
    const since = this.#startedAt.toISOString();
    const message = `Version ${packageVersion()} runs in ${mode} at ${address.url}, since ${since}.`;
    return this.#look(await this.#stored(), found('GATEWAY_RUNNING', message));
  }

  /** How everything is, for a process that does not serve. */
  async lookFromOutside(): Promise<GatewayStatus> {
    const stored = await this.#stored();
    const { servingCount: count = 0 } = stored;
    const gateway =
      count > 0
        ? found('GATEWAY_RUNNING', `${countOf(count, 'gateway')} connected to the database.`)
        : found('GATEWAY_NOT_RUNNING', 'No gateway runs with this data.', {
            action: 'Start it: token-gateway serve',
          });
    return this.#look(stored, gateway);
  }

  async #look({ findings }: Stored, gateway: Finding): Promise<GatewayStatus> {
    const all = [gateway, ...findings, ...(await this.#parts.settings.look())];
    return {
      version: packageVersion(),
      checkedAt: this.#parts.clock.now(),
      findings: inOrder(all),
    };
  }

  async #stored(): Promise<Stored> {
    const { store, databasePlace } = this.#parts;
    try {
      const state = await store.state();
      const findings = databaseFindings(state, databasePlace);
      // What an older version left is not in the form that the queries expect.
      if (state.pendingMigrations.length === 0) findings.push(...(await this.#rows()));
      return { findings, servingCount: state.servingCount };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const reason = `${error.message} Check the server, and the way to it: ${databasePlace}.`;
      return { findings: [databaseUnreachable(reason)], servingCount: undefined };
    }
  }

  async #rows(): Promise<Finding[]> {
    const { store, superusers, verifiers, agentKeys, keyRotation, clock } = this.#parts;
    const now = clock.now();
    return [
      ...agentFindings(await store.countAgents(), await store.waitingAgents(now)),
      ...accountFindings((await this.#connections()).map((one) => presentConnection(one, now))),
      ...shownKeyFindings({
        superusers: await superusers.list(),
        verifiers: await verifiers.list(),
        expiringAgentKeys: await agentKeys.listExpiringSoon(),
        hasConfiguredSuperuser: this.#parts.hasConfiguredSuperuser,
      }),
      ...encryptionKeyFindings(await keyRotation.list(), now),
    ];
  }

  async #connections(): Promise<ListedConnection[]> {
    const all: ListedConnection[] = [];
    for (let page: ListedConnection[] | undefined; page?.length !== 0;) {
      const last = all.at(-1);
      const after = last && { at: last.connectedAt, id: last.id };
      page = await this.#parts.connections.list({}, { limit: PAGE, after });
      all.push(...page);
    }
    return all;
  }
}
