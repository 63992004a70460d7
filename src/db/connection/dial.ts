import { systemRandom } from '../../platform/crypto.js';
import {
  ConnectionFailed,
  isAnswer,
  isRefusedLogin,
  refusesParameter,
  type FailedAttempt,
} from './failure.js';
import { shakeHands, type Session } from './handshake.js';
import type { ConnectionSettings, ServerPlace, SessionTarget } from './settings.js';
import { tlsOptionsFor } from './tls.js';
import { ConnectionProblem } from './uri.js';

/** How long a server that failed is tried after the others. */
const AVOIDED_MS = 10_000;
const TIMEOUT_MS = { one: 4_000, several: 2_000 };

/** What poolers in transaction mode keep for each client. */
const KEPT_BY_POOLERS = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO, YMD',
  TimeZone: 'UTC',
  standard_conforming_strings: 'on',
};

/** Connects to the servers of a setting, as often as it is asked to. */
export class Dialler {
  readonly #settings: ConnectionSettings;
  readonly #session: Readonly<Record<string, string>>;
  readonly #failedAtMs = new Map<ServerPlace, number>();
  readonly #ending = new AbortController();
  #isPooled: boolean | undefined;

  /**
   * @param applicationName - what connections are called at the server
   * @param session - parameters of each session, as far as there is no pooler that refuses them
   */
  constructor(
    settings: ConnectionSettings,
    applicationName: string,
    session: Readonly<Record<string, string>>,
  ) {
    this.#settings = settings;
    this.#isPooled = settings.isPooled;
    this.#session = { ...session, application_name: applicationName };
  }

  /**
   * Whether a pooler is between that may give each transaction another session: by what the
   * settings say, or else what was seen. `undefined` before a connection was made.
   */
  get isPooled(): boolean | undefined {
    return this.#isPooled;
  }

  /**
   * Connects to the first server that lets the gateway in and is what the settings want.
   *
   * @throws ConnectionFailed
   */
  async dial(): Promise<Session> {
    const failed: FailedAttempt[] = [];
    for (const target of passesFor(this.#settings.target)) {
      for (const place of this.#inOrder()) {
        const session = await this.#tryPlace(place, target, failed);
        if (session) {
          this.#failedAtMs.delete(place);
          this.#isPooled = this.#settings.isPooled ?? session.isPooled;
          return session;
        }
        this.#failedAtMs.set(place, performance.now());
        const last = failed.at(-1);
        // Another server would ask for the same password.
        if (last && isRefusedLogin(last.error)) throw new ConnectionFailed(failed);
      }
    }
    throw new ConnectionFailed(failed);
  }

  /** Gives up what is under way, and whatever comes. */
  end(): void {
    this.#ending.abort(new Error('The connections have been ended.'));
  }

  async #tryPlace(
    place: ServerPlace,
    target: SessionTarget,
    failed: FailedAttempt[],
  ): Promise<Session | undefined> {
    for (const isSecured of waysTo(this.#settings, place)) {
      try {
        const session = await this.#connect(place, isSecured);
        const unfit = unfitnessFor(target, session);
        if (unfit === undefined) return session;
        session.socket.destroy();
        failed.push({ place, error: new Error(unfit) });
        return undefined;
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        failed.push({ place, error });
        // The other way is tried where this one was refused, and not where nobody is there.
        if (!isAnswer(error)) return undefined;
      }
    }
    return undefined;
  }

  async #connect(place: ServerPlace, isSecured: boolean): Promise<Session> {
    const settings = this.#settings;
    const { connectTimeoutSeconds, places } = settings;
    const attempt = {
      settings,
      place,
      signal: this.#ending.signal,
      tls: isSecured ? tlsOptionsFor(settings.tls, place.host) : undefined,
      timeoutMs:
        connectTimeoutSeconds === undefined
          ? TIMEOUT_MS[places.length > 1 ? 'several' : 'one']
          : connectTimeoutSeconds * 1_000,
    };
    if (this.#isPooled === true) return shakeHands({ ...attempt, parameters: this.#forPooler() });
    try {
      return await shakeHands({ ...attempt, parameters: this.#forServer() });
    } catch (error) {
      if (!(error instanceof Error && refusesParameter(error))) throw error;
      return shakeHands({ ...attempt, parameters: this.#forPooler() });
    }
  }

  #forServer(): Record<string, string> {
    const { options, searchPath } = this.#settings;
    return {
      ...(options !== undefined && { options }),
      ...(searchPath !== undefined && { search_path: searchPath }),
      bytea_output: 'hex',
      ...this.#session,
      ...KEPT_BY_POOLERS,
    };
  }

  /** @throws ConnectionProblem where the settings want what a pooler does not keep */
  #forPooler(): Record<string, string> {
    const { searchPath, options } = this.#settings;
    if (searchPath !== undefined) {
      throw new ConnectionProblem(
        'names a schema, and a pooler is between that does not keep one: set it at the server, ' +
          'by ALTER ROLE … SET search_path',
      );
    }
    return {
      ...(options !== undefined && { options }),
      ...KEPT_BY_POOLERS,
      application_name: this.#session['application_name'] ?? '',
    };
  }

  /** As the settings have them, but that those that failed a moment ago come last. */
  #inOrder(): ServerPlace[] {
    const { places, arePlacesShuffled } = this.#settings;
    const order = arePlacesShuffled ? shuffled(places) : [...places];
    const since = performance.now() - AVOIDED_MS;
    const isAvoided = (place: ServerPlace) => (this.#failedAtMs.get(place) ?? -Infinity) > since;
    return [...order.filter((place) => !isAvoided(place)), ...order.filter(isAvoided)];
  }
}

/** Whether TLS is used, for each way in which a server may be tried, in order. */
function waysTo({ tls }: ConnectionSettings, { host }: ServerPlace): boolean[] {
  if (host.startsWith('/')) return [false];
  switch (tls.mode) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, true];
    case 'prefer':
      return [true, false];
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return [true];
  }
}

function passesFor(target: SessionTarget): SessionTarget[] {
  return target === 'prefer-standby' ? ['standby', 'any'] : [target];
}

/** Why a session is not what is wanted. */
function unfitnessFor(target: SessionTarget, session: Session): string | undefined {
  const { isStandby, isReadOnly } = session;
  switch (target) {
    case 'read-write':
      return isReadOnly ? 'the session is read-only, and read-write is wanted' : undefined;
    case 'read-only':
      return isReadOnly ? undefined : 'the session is not read-only, and read-only is wanted';
    case 'primary':
      return isStandby ? 'the server is a standby, and a primary is wanted' : undefined;
    case 'standby':
      return isStandby ? undefined : 'the server is no standby, and a standby is wanted';
    case 'any':
    case 'prefer-standby':
      return undefined;
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, rank: systemRandom(4).readUInt32BE() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}
