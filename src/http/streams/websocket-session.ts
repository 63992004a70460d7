import {
  CloseCode,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  MessageType,
  parseMessage,
  stringifyMessage,
  type Message,
  type SubscribePayload,
} from 'graphql-ws';
import type { WebSocket } from 'ws';

import type {
  SubscriptionRefusal,
  SubscriptionStream,
} from '../../graphql/subscriptions/stream.js';
import { ConnectionSubscriptions, type Subscription } from './connection-subscriptions.js';
import { close, GOING_AWAY, send } from './websocket.js';

/** How long a client gets for its `connection_init`. */
const INIT_WAIT_MS = 3_000;
/** The most characters of a subscription's id, which every message about it repeats. */
const MAX_ID_CHARACTERS = 16 * 1024;

/** What {@link WebSocketSession} needs from outside of the protocol. */
export interface SessionParts {
  /** How long a connection may stay without a subscription. */
  readonly idleMs: number;
  /** Authenticates the client; throws when there is nothing that it may subscribe to. */
  readonly admit: (connectionParams: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly open: (payload: SubscribePayload) => Promise<SubscriptionStream>;
  /** Gives the error that refused or ended a subscription its final form. */
  readonly refusalOf: (error: unknown) => SubscriptionRefusal;
  /** How to close a connection that was not admitted. */
  readonly closingOf: (error: unknown) => { readonly code: number; readonly reason: string };
}

/**
 * One client's connection, by the protocol `graphql-transport-ws`. The server of graphql-ws is not
 * used: it keeps one slot for each id, and loses the stream of a subscription whose id is used
 * again while it is being opened.
 */
export class WebSocketSession {
  readonly #socket: WebSocket;
  readonly #parts: SessionParts;
  readonly #subscriptions = new ConnectionSubscriptions();
  #phase: 'NEW' | 'INITIALIZING' | 'READY' | 'CLOSED' = 'NEW';
  #deadline: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, parts: SessionParts) {
    this.#socket = socket;
    this.#parts = parts;
    socket.on('message', (bytes: Buffer) => {
      this.#receive(bytes.toString('utf8'));
    });
    socket.once('close', () => {
      this.#end();
    });
    if (socket.protocol === GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      const reason = 'Connection initialisation timeout';
      this.#closeAfter(INIT_WAIT_MS, CloseCode.ConnectionInitialisationTimeout, reason);
    } else {
      this.#close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
    }
  }

  #receive(text: string): void {
    // Messages still arrive while the closing handshake is under way.
    if (this.#phase === 'CLOSED') return;
    let message: Message;
    try {
      message = parseMessage(text);
    } catch {
      this.#close(CloseCode.BadRequest, 'Invalid message received');
      return;
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        void this.#initialize(message.payload ?? {});
        return;
      case MessageType.Ping:
        this.#answerPing(message.payload);
        return;
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        this.#subscribe(message.id, message.payload);
        return;
      case MessageType.Complete:
        this.#complete(message.id);
        return;
      case MessageType.ConnectionAck:
      case MessageType.Next:
      case MessageType.Error:
        this.#close(CloseCode.BadRequest, 'Messages of this type are not for clients to send');
    }
  }

  async #initialize(connectionParams: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#phase !== 'NEW') {
      this.#close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
      return;
    }
    this.#phase = 'INITIALIZING';
    clearTimeout(this.#deadline);
    try {
      await this.#parts.admit(connectionParams);
    } catch (error) {
      const { code, reason } = this.#parts.closingOf(error);
      this.#close(code, reason);
      return;
    }
    if (this.#isClosed()) return;
    this.#phase = 'READY';
    this.#closeWhenIdle();
    await this.#send({ type: MessageType.ConnectionAck });
  }

  #answerPing(payload: Record<string, unknown> | undefined): void {
    try {
      void this.#send({ type: MessageType.Pong, ...(payload && { payload }) });
    } catch {
      // What is nested too deeply can be read and not be written.
      this.#close(CloseCode.BadRequest, 'Invalid message received');
    }
  }

  #subscribe(id: string, payload: SubscribePayload): void {
    if (this.#phase !== 'READY') {
      this.#close(CloseCode.Unauthorized, 'Unauthorized');
      return;
    }
    if (id.length > MAX_ID_CHARACTERS) {
      const most = String(MAX_ID_CHARACTERS);
      this.#close(CloseCode.BadRequest, `The id of a subscription has at most ${most} characters`);
      return;
    }
    const subscription = this.#subscriptions.add(id);
    if (!subscription) {
      // The id is not repeated: it may be anything, and a close reason has 123 bytes at most.
      this.#close(CloseCode.SubscriberAlreadyExists, 'Subscriber already exists');
      return;
    }
    clearTimeout(this.#deadline);
    const opening = this.#subscriptions.open(subscription, () => this.#parts.open(payload));
    void this.#run(id, opening, subscription);
  }

  /** Answers a subscription to its end, and holds nothing of what asked for it. Never rejects. */
  async #run(
    id: string,
    opening: Promise<SubscriptionStream>,
    subscription: Subscription,
  ): Promise<void> {
    try {
      for await (const result of await opening) {
        if (subscription.isOver) break;
        await this.#send({ id, type: MessageType.Next, payload: result });
      }
      if (this.#finish(id, subscription)) await this.#send({ id, type: MessageType.Complete });
    } catch (error) {
      if (this.#finish(id, subscription)) await this.#tellRefusal(id, this.#parts.refusalOf(error));
    }
  }

  async #tellRefusal(id: string, refusal: SubscriptionRefusal): Promise<void> {
    await this.#send({ id, type: MessageType.Error, payload: refusal.errors });
    // The connection's credential is of no more use; the client needs another connection.
    if (refusal.code !== 'UNAUTHENTICATED') return;
    const reason = refusal.errors[0]?.extensions?.['reason'];
    this.#close(
      CloseCode.Unauthorized,
      typeof reason === 'string' ? `${refusal.code} ${reason}` : refusal.code,
    );
  }

  /** Frees the id. Returns whether the client waits for a word about the subscription's end. */
  #finish(id: string, subscription: Subscription): boolean {
    if (subscription.isOver) return false;
    this.#complete(id);
    return true;
  }

  #complete(id: string): void {
    if (this.#subscriptions.end(id)) this.#closeWhenIdle();
  }

  #closeWhenIdle(): void {
    if (this.#phase !== 'READY' || !this.#subscriptions.isEmpty) return;
    this.#closeAfter(this.#parts.idleMs, GOING_AWAY, 'No subscription is open');
  }

  #closeAfter(ms: number, code: number, reason: string): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      this.#close(code, reason);
    }, ms).unref();
  }

  #close(code: number, reason: string): void {
    if (this.#isClosed()) return;
    this.#end();
    close(this.#socket, code, reason);
  }

  /** Gives back every stream. */
  #end(): void {
    this.#phase = 'CLOSED';
    clearTimeout(this.#deadline);
    this.#subscriptions.endAll();
  }

  #isClosed(): boolean {
    return this.#phase === 'CLOSED';
  }

  #send(message: Message): Promise<void> {
    return send(this.#socket, stringifyMessage(message));
  }
}
