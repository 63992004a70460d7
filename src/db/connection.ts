import type { Socket } from 'node:net';

import postgres from 'postgres';

import { Dialler } from './connection/dial.js';
import { failing, handOver } from './connection/hand-over.js';
import type { ConnectionSettings } from './connection/settings.js';
import { bytea } from './postgres/bytes.js';

/** What connections are for. */
export interface ConnectionPurpose {
  /** What they are called at the server. */
  readonly name: string;
  /** The most that are open at once. */
  readonly max: number;
  /** Parameters of each session; a pooler in transaction mode does without them. */
  readonly session?: Readonly<Record<string, string>>;
  /** Whether a connection stays open until it is ended, whatever its age. */
  readonly staysOpen?: boolean;
}

/** Connections to a server, which are made when they are first needed. */
export interface Connections {
  readonly client: postgres.Sql;
  /**
   * Whether a pooler is between that may give each transaction another session; `undefined` before
   * the first connection was made.
   */
  isPooled(): boolean | undefined;
  /** How many are open. */
  openCount(): number;
  /** Ends them all; what still runs after the time is cut off. */
  end(timeoutSeconds: number): Promise<void>;
}

/**
 * The one way to a PostgreSQL server: for the pool, the feed of changes, migrations and commands.
 * The driver is given connections on which the login is done.
 */
export function connectTo(settings: ConnectionSettings, purpose: ConnectionPurpose): Connections {
  const dialler = new Dialler(settings, purpose.name, purpose.session ?? {});
  let openCount = 0;
  const socket = async (options: { prepare: boolean }): Promise<Socket> => {
    try {
      const session = await dialler.dial();
      openCount += 1;
      session.socket.once('close', () => (openCount -= 1));
      // A statement by name may be looked for in a session that has never heard of it.
      options.prepare = dialler.isPooled !== true;
      return handOver(session);
    } catch (error) {
      return failing(error);
    }
  };
  const client = withoutVariable('PGTARGETSESSIONATTRS', () =>
    postgres({
      ...namesFor(settings),
      max: purpose.max,
      socket: socket as never,
      ssl: false,
      sslnegotiation: null,
      idle_timeout: 0,
      connect_timeout: 10,
      max_pipeline: 100,
      publications: '',
      debug: false,
      prepare: true,
      keep_alive: settings.keepAliveSeconds,
      ...(purpose.staysOpen === true && { max_lifetime: null }),
      // A short pause between attempts: the first query after an outage should not wait for long.
      backoff: () => 0.2,
      // The driver would ask for array types on each new connection, in a promise that nobody
      // holds: a server that dies just then would take this process with it. drizzle reads arrays
      // by itself.
      fetch_types: false,
      types: { bytea },
      onnotice: () => undefined,
    } as postgres.Options<{ bytea: postgres.PostgresType<Buffer> }>),
  ) as unknown as postgres.Sql;
  return {
    client,
    isPooled: () => dialler.isPooled,
    openCount: () => openCount,
    end: async (timeoutSeconds) => {
      dialler.end();
      await client.end({ timeout: timeoutSeconds });
    },
  };
}

/** The driver reads this variable even when its options already decide the same. */
function withoutVariable<T>(name: string, run: () => T): T {
  // eslint-disable-next-line no-restricted-syntax -- the value is put back unread
  const environment = process.env;
  const value = environment[name];
  Reflect.deleteProperty(environment, name);
  try {
    return run();
  } finally {
    if (value !== undefined) environment[name] = value;
  }
}

/** For the driver's own messages; it connects nowhere by them. */
function namesFor({ places, user, database }: ConnectionSettings) {
  const [place] = places;
  return {
    host: place?.host.replace(/[/:,]/g, '_') ?? '',
    port: place?.port ?? 0,
    user,
    database,
    pass: '',
  };
}
