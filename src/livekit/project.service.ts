import type { RoomPolicy } from '../providers/room-policy.js';
import type { ApiTokenSigner } from './api-tokens/api-token.sdk.js';
import { liveKitNotConfigured } from './fault.js';
import type { ModerationClient } from './moderation/moderation.client.js';
import { outsidePolicy } from './policies/allowed.js';
import { checkProject } from './project-name.js';
import type { RoomCaller } from './room-tokens/caller.js';
import type { RoomTokenSigner } from './room-tokens/signer.sdk.js';
import type { RoomCreationClient } from './rooms/creation.client.js';
import type { LiveKitClient } from './server.client.js';

/** What calls one LiveKit project, and signs for it. */
export interface LiveKitProject {
  /** Empty for the default project, which is that of `LIVEKIT_URL`. */
  readonly name: string;
  readonly client: LiveKitClient;
  readonly creation: RoomCreationClient;
  readonly moderation: ModerationClient;
  readonly roomTokens: RoomTokenSigner;
  readonly apiTokens: ApiTokenSigner;
}

/** The LiveKit projects of the settings. */
export class ProjectService {
  readonly #byName: ReadonlyMap<string, LiveKitProject>;

  constructor(projects: readonly LiveKitProject[]) {
    this.#byName = new Map(projects.map((project) => [project.name, project]));
  }

  /** All of them. */
  list(): readonly LiveKitProject[] {
    return [...this.#byName.values()];
  }

  /**
   * Returns the project of that name.
   *
   * @param name - empty for the default project
   * @throws DomainError `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`
   */
  require(name: string): LiveKitProject {
    const project = this.#byName.get(name);
    if (!project) throw liveKitNotConfigured(name);
    return project;
  }

  /**
   * Returns the project that a caller means: for a superuser the one that the request names, for
   * others that of their policy.
   *
   * @param policy - what binds the caller; `undefined` for a superuser
   * @throws DomainError `BAD_USER_INPUT`, `FORBIDDEN` with the reason `OUTSIDE_POLICY`, or
   *   `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`
   */
  of({ project: wanted }: RoomCaller, policy: RoomPolicy | undefined): LiveKitProject {
    if (!policy) return this.require(this.checkName('project', wanted ?? ''));
    const own = policy.project ?? '';
    if (wanted !== undefined && wanted !== own) {
      throw outsidePolicy('project', 'is not the LiveKit project of this caller');
    }
    return this.require(own);
  }

  /**
   * Checks and returns the name of a project; empty for the default one.
   *
   * @throws DomainError `BAD_USER_INPUT` naming `argument`
   */
  checkName(argument: string, name: string): string {
    if (name === '') return name;
    const names = [...this.#byName.keys()].filter((one) => one !== '');
    return checkProject(argument, name, names);
  }
}
