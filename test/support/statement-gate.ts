import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where a connection is cut: before a statement reaches the server, or before its answer comes. */
export type Cut = 'STATEMENT_LOST' | 'ANSWER_LOST';

/** A way to a PostgreSQL server that breaks at one chosen statement, as in a failover. */
export interface StatementGate {
  /** The server's URL by way of this gate. */
  readonly url: string;
  /** Lets `statements` pass, on whichever connections, and cuts at the next one. */
  arm(statements: number, cut: Cut): void;
  /** How many statements came so far, without the gateway's own. */
  statements(): number;
  /** Lets everything pass; tells whether the cut was made. */
  disarm(): boolean;
  close(): Promise<void>;
}

/** A gateway's feed of changes, and the beats it sends itself: they come when they like. */
const FEED = 'token-gateway feed';
const BEAT = 'beat:';
/** What a new connection is asked before it is used. */
const GREETING = 'pg_is_in_recovery';

/** Opens a gate in front of the server of `databaseUrl`. */
export async function openStatementGate(databaseUrl: string): Promise<StatementGate> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let plan: { left: number; cut: Cut } | undefined;
  let hasCut = false;
  let statements = 0;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const cutOff = (): void => {
      hasCut = true;
      client.destroy();
      upstream.destroy();
    };
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      // Messages are passed on one by one, and must not wait for each other's acknowledgements.
      from.setNoDelay(true);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    const messages = new MessageReader('START');
    const answers = new MessageReader('TYPE');
    // Statements are sent before the ones ahead of them are answered: an answer is told by its
    // number.
    let asked = 0;
    let answered = 0;
    let lostAnswer: number | undefined;
    client.on('data', (chunk) => {
      for (const { type, bytes } of messages.read(chunk)) {
        if (isStatement(type)) asked += 1;
        if (isStatement(type) && !messages.isFeed && !messages.isOwn) statements += 1;
        if (messages.isFeed || !isStatement(type) || messages.isOwn || !plan) {
          upstream.write(bytes);
          continue;
        }
        plan.left -= 1;
        if (plan.left < 0 && plan.cut === 'STATEMENT_LOST') {
          plan = undefined;
          cutOff();
          return;
        }
        if (plan.left < 0) {
          plan = undefined;
          lostAnswer = asked;
        }
        upstream.write(bytes);
      }
    });
    upstream.on('data', (chunk) => {
      for (const { type, bytes } of answers.read(chunk)) {
        if (isAnswer(type)) answered += 1;
        if (answered === lostAnswer) {
          cutOff();
          return;
        }
        client.write(bytes);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  // What is encrypted cannot be told apart.
  url.searchParams.set('sslmode', 'disable');
  url.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: url.href,
    arm: (statements, cut) => {
      hasCut = false;
      plan = { left: statements, cut };
    },
    statements: () => statements,
    disarm: () => {
      plan = undefined;
      return hasCut;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** `Query` and `Execute`: the frontend messages that make the server do something. */
function isStatement(type: string): boolean {
  return type === 'Q' || type === 'E';
}

/** `CommandComplete` and `ErrorResponse`: the backend messages that end a statement. */
function isAnswer(type: string): boolean {
  return type === 'C' || type === 'E';
}

/** Cuts what one side sends into the messages of PostgreSQL's protocol, version 3. */
class MessageReader {
  /** Whether the connection is a feed of changes. */
  isFeed = false;
  /** Whether the statement under way is the gateway's own: a beat, or the first of a connection. */
  isOwn = false;
  #isStarted: boolean;
  #rest = Buffer.alloc(0);

  /** @param first - what the first message begins with: a client's has no type before its length */
  constructor(first: 'START' | 'TYPE') {
    this.#isStarted = first === 'TYPE';
  }

  *read(chunk: Buffer): Generator<{ type: string; bytes: Buffer }> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const start = this.#isStarted ? 1 : 0;
      if (this.#rest.length < start + 4) return;
      const end = start + this.#rest.readUInt32BE(start);
      if (this.#rest.length < end) return;
      const bytes = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
      const type = this.#isStarted ? String.fromCharCode(bytes[0] ?? 0) : '';
      if (!this.#isStarted) this.isFeed = bytes.includes(FEED);
      if (type === 'B' || type === 'Q') {
        this.isOwn = bytes.includes(BEAT) || bytes.includes(GREETING);
      }
      this.#isStarted = true;
      yield { type, bytes };
    }
  }
}
