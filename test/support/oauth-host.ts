import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client';
import { UnauthorizedError as OldUnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { CALLBACK, CLIENT_DOCUMENT, CLIENT_METADATA, logIn } from './authorization-server.js';

type Saved<Method extends keyof OAuthClientProvider> = Awaited<
  ReturnType<Extract<OAuthClientProvider[Method], () => unknown>>
>;

/** How a person uses a host. */
export interface Person {
  /** Who they are at the issuer. */
  readonly subject: string;
  /** Changes the address that the host opens, or what comes back from it. */
  readonly onLogin?: (address: URL) => void;
  readonly onCallback?: (callback: URLSearchParams) => void;
}

/** What a host remembers of an issuer, and how it gets a person to log in there. */
export class Login implements OAuthClientProvider {
  readonly redirectUrl = CALLBACK;
  readonly clientMetadataUrl = CLIENT_DOCUMENT;
  readonly clientMetadata = CLIENT_METADATA;
  readonly #person: Person;
  #client: Saved<'clientInformation'>;
  #tokens: Saved<'tokens'>;
  #verifier = '';
  #discovered: Saved<'discoveryState'>;
  /** What the browser brought back, until the host has used it. */
  callback: URLSearchParams | undefined;
  /** How often the person was asked. */
  count = 0;

  constructor(person: Person) {
    this.#person = person;
  }

  clientInformation = (): Saved<'clientInformation'> => this.#client;
  saveClientInformation = (client: Saved<'clientInformation'>): void =>
    void (this.#client = client);
  tokens = (): Saved<'tokens'> => this.#tokens;
  saveTokens = (tokens: Saved<'tokens'>): void => void (this.#tokens = tokens);
  codeVerifier = (): string => this.#verifier;
  saveCodeVerifier = (verifier: string): void => void (this.#verifier = verifier);
  discoveryState = (): Saved<'discoveryState'> => this.#discovered;
  saveDiscoveryState = (state: Saved<'discoveryState'>): void => void (this.#discovered = state);

  async redirectToAuthorization(address: URL): Promise<void> {
    this.count += 1;
    this.#person.onLogin?.(address);
    this.callback = await logIn(address, this.#person.subject);
    this.#person.onCallback?.(this.callback);
  }
}

/** A host that knows an address and a person, and nothing else. */
export interface OAuthHost {
  readonly login: Login;
  readonly toolNames: () => Promise<string[]>;
  readonly call: (name: string, input?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Makes a host on the SDK of today, which lets the person log in whenever it has to. */
export async function connectOAuthHost(url: string, person: Person): Promise<OAuthHost> {
  const login = new Login(person);
  const make = (): StreamableHTTPClientTransport =>
    new StreamableHTTPClientTransport(new URL(url), { authProvider: login });
  const client = new Client(
    { name: 'host', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' } },
  );
  let transport = make();
  await afterLogin(
    () => client.connect(transport),
    async (callback) => {
      await transport.finishAuth(callback);
      transport = make();
    },
  );
  const finish = (callback: URLSearchParams): Promise<void> => transport.finishAuth(callback);
  const withLogin = <T>(run: () => Promise<T>): Promise<T> => afterLogin(run, finish);
  return {
    login,
    toolNames: () =>
      withLogin(async () => (await client.listTools()).tools.map(({ name }) => name)),
    call: (name, input = {}) => withLogin(() => client.callTool({ name, arguments: { ...input } })),
    close: () => client.close(),
  };

  async function afterLogin<T>(
    run: () => Promise<T>,
    use: (callback: URLSearchParams) => Promise<void>,
  ): Promise<T> {
    return retriedAfterLogin(run, login, use, UnauthorizedError);
  }
}

/** The same on version 1 of the SDK, whose last revision is 2025-11-25. */
export async function connectOldOAuthHost(url: string, person: Person): Promise<OAuthHost> {
  const login = new Login(person);
  const make = (): OldTransport => new OldTransport(new URL(url), { authProvider: login });
  const client = new OldClient({ name: 'host', version: '1.0.0' });
  let transport = make();
  const finish = (callback: URLSearchParams): Promise<void> =>
    transport.finishAuth(callback.get('code') ?? '');
  const withLogin = <T>(
    run: () => Promise<T>,
    use: (callback: URLSearchParams) => Promise<void> = finish,
  ): Promise<T> => retriedAfterLogin(run, login, use, OldUnauthorizedError);
  await withLogin(
    () => client.connect(transport as never),
    async (callback) => {
      await finish(callback);
      transport = make();
    },
  );
  return {
    login,
    toolNames: () =>
      withLogin(async () => (await client.listTools()).tools.map(({ name }) => name)),
    call: (name, input = {}) => withLogin(() => client.callTool({ name, arguments: { ...input } })),
    close: () => client.close(),
  };
}

/** Does something, and once more if the person had to log in for it. */
async function retriedAfterLogin<T>(
  run: () => Promise<T>,
  login: Login,
  use: (callback: URLSearchParams) => Promise<void>,
  refusal: typeof UnauthorizedError | typeof OldUnauthorizedError,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { callback } = login;
    login.callback = undefined;
    if (!(error instanceof refusal) || !callback) throw error;
    await use(callback);
    return run();
  }
}
