import { Socket } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';

import pg from 'pg';

import { passwordFor } from './password-file.js';
import type { ConnectionSettings, LoginMethod, ServerPlace } from './settings.js';

/** A connection that a server has let in, and what it said of itself. */
export interface Session {
  readonly socket: Socket;
  /** What the server reports to every client at login, such as its version. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Identifies the session when a statement is to be cancelled. */
  readonly processId: number;
  readonly secretKey: number;
  readonly isStandby: boolean;
  readonly isReadOnly: boolean;
  /** Whether the process that answers is another than the one that let the gateway in. */
  readonly isPooled: boolean;
}

/** What one attempt is made with. */
export interface Attempt {
  readonly settings: ConnectionSettings;
  readonly place: ServerPlace;
  /** TLS for this attempt; `undefined` does without. */
  readonly tls: ConnectionOptions | undefined;
  /** Session parameters, sent with the first message. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Gives the attempt up. */
  readonly signal: AbortSignal;
}

/**
 * Connects to one server and logs in. node-postgres does this part, because the driver cannot do
 * all that libpq can: bind the login to the TLS channel, verify an address, choose among servers.
 *
 * @throws what the system, TLS or the server said; an error of the server has its SQLSTATE
 */
export async function shakeHands(attempt: Attempt): Promise<Session> {
  const client = new Handshake(attempt);
  const abandon = () => {
    client.abandon();
  };
  attempt.signal.addEventListener('abort', abandon);
  try {
    attempt.signal.throwIfAborted();
    await client.connect();
    client.requireBinding();
    const { rows } = await client.query<{ standby: boolean; readonly: boolean; pid: number }>(
      `select pg_catalog.pg_is_in_recovery() as standby, pg_catalog.pg_backend_pid() as pid,
        pg_catalog.current_setting('transaction_read_only') = 'on' as readonly`,
    );
    const [row] = rows;
    if (!row) throw new Error('The server does not answer as PostgreSQL does.');
    return client.release({
      isStandby: row.standby,
      isReadOnly: row.readonly,
      isPooled: row.pid !== client.processId,
    });
  } catch (error) {
    abandon();
    throw error;
  } finally {
    attempt.signal.removeEventListener('abort', abandon);
  }
}

/** The parts of node-postgres that it does not describe; the version is pinned. */
interface PgInternals {
  readonly connection: NodeJS.EventEmitter & { readonly stream: Socket | TLSSocket };
  readonly processID: number | null;
  readonly secretKey: number | null;
}

const LOGIN_EVENTS: Readonly<Record<string, LoginMethod>> = {
  authenticationCleartextPassword: 'password',
  authenticationMD5Password: 'md5',
  authenticationSASL: 'scram-sha-256',
};

class Handshake extends pg.Client {
  readonly #attempt: Attempt;
  readonly #parameters = new Map<string, string>();
  #method: LoginMethod = 'none';
  #isBound = false;

  constructor(attempt: Attempt) {
    const { settings, place, tls, timeoutMs } = attempt;
    super({
      host: place.host,
      port: place.port,
      user: settings.user,
      database: settings.database,
      password: () => requirePassword(attempt),
      ssl: tls ?? false,
      sslnegotiation: settings.tls.isDirect ? 'direct' : 'postgres',
      enableChannelBinding: tls !== undefined && settings.channelBinding !== 'disable',
      connectionTimeoutMillis: timeoutMs,
      stream: () => socketTo(place),
    });
    this.#attempt = attempt;
    // What comes after the connection was handed over, or given up, is nobody's any more.
    this.on('error', () => undefined);
    this.#watch();
  }

  get #internals(): PgInternals {
    return this as unknown as PgInternals;
  }

  get processId(): number {
    return this.#internals.processID ?? 0;
  }

  /** node-postgres asks here what to send with the first message. */
  getStartupConf(): Record<string, string> {
    const { settings, parameters } = this.#attempt;
    return { user: settings.user, database: settings.database, ...parameters };
  }

  /** @throws Error when the login was to be bound to the channel and is not */
  requireBinding(): void {
    const refusal = this.#refusalOf(this.#method, this.#isBound);
    if (refusal) throw refusal;
  }

  /** Takes the connection away from node-postgres. */
  release(found: Pick<Session, 'isStandby' | 'isReadOnly' | 'isPooled'>): Session {
    const { connection, secretKey } = this.#internals;
    const socket = connection.stream;
    socket.pause();
    socket.removeAllListeners('data');
    return {
      ...found,
      socket,
      parameters: this.#parameters,
      processId: this.processId,
      secretKey: secretKey ?? 0,
    };
  }

  abandon(): void {
    this.#internals.connection.stream.destroy();
  }

  /** Looks at what the server asks for, before anything is sent for it. */
  #watch(): void {
    const { connection } = this.#internals;
    connection.on(
      'parameterStatus',
      (status: { parameterName: string; parameterValue: string }) => {
        this.#parameters.set(status.parameterName, status.parameterValue);
      },
    );
    for (const [event, method] of Object.entries(LOGIN_EVENTS)) {
      connection.prependListener(event, (message: { mechanisms?: readonly string[] }) => {
        this.#method = method;
        this.#isBound =
          this.#attempt.tls !== undefined &&
          (message.mechanisms ?? []).includes('SCRAM-SHA-256-PLUS');
        const refusal = this.#refusalOf(method, this.#isBound);
        if (refusal) connection.stream.destroy(refusal);
      });
    }
  }

  #refusalOf(method: LoginMethod, isBound: boolean): Error | undefined {
    const { channelBinding, loginMethods } = this.#attempt.settings;
    if (loginMethods?.(method) === false) {
      return new LoginRefused(
        `the server lets users log in by "${method}", and require_auth does not`,
      );
    }
    if (channelBinding === 'require' && !isBound) {
      return new LoginRefused('channel_binding is require, and the server does not offer it');
    }
    return undefined;
  }
}

/** The settings do not allow the way in that the server has. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
}

function requirePassword({ settings, place }: Attempt): string {
  const password = passwordFor(settings, place);
  if (password) return password;
  throw new LoginRefused('the server asks for a password, and there is none');
}

/** A socket that goes to the place's address, whatever name it is asked for. */
function socketTo({ address }: ServerPlace): Socket {
  const socket = new Socket();
  if (address !== undefined) {
    const connect = socket.connect.bind(socket) as (port: number, host: string) => Socket;
    socket.connect = ((port: number) => connect(port, address)) as typeof socket.connect;
  }
  return socket;
}
