import {
  Client,
  ClientCredentialsProvider,
  CrossAppAccessProvider,
  StaticPrivateKeyJwtProvider,
  StreamableHTTPClientTransport,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { freePort } from '../../support/free-port.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { digestOf, JWT_BEARER, signAssertion, writeRules } from '../../support/id-jag.js';
import { TestIssuer } from '../../support/oidc-issuer.js';
import { ViewerQuery } from '../../support/operations.js';
import { pythonWith, startPython } from '../../support/python.js';
import { TestClock } from '../../support/test-clock.js';
import { bearer, createAgentKey, registerAgent } from '../../support/tokens.js';

/** As `openssl rand -hex 32` makes one: the SDK of MCP encodes none. */
const HOST = { id: 'mcp-host', secret: digestOf('a secret of the tests') };

let issuer: TestIssuer;
let gateway: TestGateway;
let agent: string;
let key: string;

beforeAll(async () => {
  // Clients judge expires_in, and assertions, by the time of the machine.
  const clock = new TestClock(new Date(Math.floor(Date.now() / 1000) * 1000));
  issuer = await TestIssuer.start(clock);
  const port = await freePort();
  const ID_JAG_RULES = writeRules({
    clients: [{ id: HOST.id, secretSha256: digestOf(HOST.secret) }],
    issuers: [
      {
        issuer: issuer.url,
        clients: [HOST.id],
        rules: [{ when: { sub: 'ann' }, agent: 'google-calendar-mcp', scopes: ['calendar.read'] }],
      },
    ],
  });
  const PUBLIC_URL = `http://127.0.0.1:${String(port)}`;
  const env = { PORT: String(port), PUBLIC_URL, ID_JAG_RULES };
  gateway = await startGateway({ clock, env });
  agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  key = await createAgentKey(gateway, agent);
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

/** Lists tools as a host whose provider finds everything out by itself. */
async function toolsBy(authProvider: OAuthClientProvider, url = gateway.url): Promise<string[]> {
  const client = new Client({ name: 'host', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider }));
  try {
    return (await client.listTools()).tools.map(({ name }) => name);
  } finally {
    await client.close();
  }
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- no TLS here
const insecure = { [oauth.allowInsecureRequests]: true };

async function discovered(): Promise<oauth.AuthorizationServer> {
  const self = new URL(gateway.url);
  const response = await oauth.discoveryRequest(self, { ...insecure, algorithm: 'oauth2' });
  return oauth.processDiscoveryResponse(self, response);
}

test('oauth4webapi discovers the gateway, gets a token and revokes it', async () => {
  const server = await discovered();
  const client = { client_id: agent };
  for (const authenticate of [oauth.ClientSecretBasic(key), oauth.ClientSecretPost(key)]) {
    const parameters = { scope: 'livekit.join', resource: `${gateway.url}/mcp` };
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authenticate,
      parameters,
      insecure,
    );
    const answer = await oauth.processClientCredentialsResponse(server, client, response);
    expect(answer).toMatchObject({ token_type: 'bearer', scope: 'livekit.join' });
    const viewer = await gateway.send(ViewerQuery, {}, bearer(answer.access_token));
    expect(viewer.data?.viewer.name).toBe(agent);
    const { access_token: token } = answer;
    const revoked = await oauth.revocationRequest(server, client, authenticate, token, insecure);
    await oauth.processRevocationResponse(revoked);
    expect((await gateway.send(ViewerQuery, {}, bearer(token))).status).toBe(401);
  }
  const wrong = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.ClientSecretBasic('wrong'),
    {},
    insecure,
  );
  await expect(oauth.processClientCredentialsResponse(server, client, wrong)).rejects.toMatchObject(
    {
      status: 401,
      cause: [{ scheme: 'basic', parameters: { realm: 'token-gateway' } }],
    },
  );
});

test('oauth4webapi trades an assertion for an access token', async () => {
  const server = await discovered();
  const client = { client_id: HOST.id };
  const assertion = await signAssertion(issuer, {
    aud: gateway.url,
    client_id: HOST.id,
    sub: 'ann',
  });
  const response = await oauth.genericTokenEndpointRequest(
    server,
    client,
    oauth.ClientSecretBasic(HOST.secret),
    JWT_BEARER,
    { assertion },
    insecure,
  );
  const answer = await oauth.processGenericTokenEndpointResponse(server, client, response);
  expect(answer).toMatchObject({ expires_in: 300, scope: 'calendar.read' });
});

test('the SDK of MCP gets an agent’s token by itself, by its name and key', async () => {
  const provider = new ClientCredentialsProvider({
    clientId: agent,
    clientSecret: key,
    expectedIssuer: gateway.url,
  });
  expect(await toolsBy(provider)).toContain('join-room');
  await gateway.app.services.tokens.revokeAll(agent, 'a test', gatewayActor);
  expect(await toolsBy(provider)).toContain('join-room');
});

test('the SDK of MCP gets an access token for a user’s assertion by itself', async () => {
  const provider = new CrossAppAccessProvider({
    clientId: HOST.id,
    clientSecret: HOST.secret,
    expectedIssuer: gateway.url,
    assertion: ({ authorizationServerUrl, resourceUrl }) =>
      signAssertion(issuer, {
        aud: authorizationServerUrl,
        resource: resourceUrl,
        client_id: HOST.id,
        sub: 'ann',
      }),
  });
  const tools = await toolsBy(provider);
  expect(tools).toContain('list-calendars');
  expect(tools).not.toContain('create-event');
});

test('the SDK of MCP shows a workload’s JWT, where it is told to ask the gateway', async () => {
  const port = await freePort();
  const PUBLIC_URL = `http://127.0.0.1:${String(port)}`;
  const env = { ...issuer.settings, PORT: String(port), PUBLIC_URL };
  const other = await startGateway({ clock: gateway.clock, env });
  try {
    const name = await registerAgent(other, { renewal: 'AUTOMATIC' });
    await other.app.services.agentSubjects.bind(name, 'job', gatewayActor);
    const provider = new StaticPrivateKeyJwtProvider({
      clientId: name,
      jwtBearerAssertion: await issuer.sign({ sub: 'job' }),
      expectedIssuer: other.url,
    });
    // The SDK asks the first authorization server alone, and that is OIDC_ISSUER.
    const told = Object.assign(provider, {
      discoveryState: () => ({ authorizationServerUrl: other.url }),
    });
    expect(await toolsBy(told, other.url)).toContain('join-room');
  } finally {
    await other.stop();
  }
});

const AUTHLIB = `
import os, sys
from authlib.integrations.requests_client import OAuth2Session
url, agent = sys.argv[1:]
for line in sys.stdin:
    method, scope = (line.split() + [None])[:2]
    session = OAuth2Session(agent, os.environ["AGENT_KEY"], token_endpoint_auth_method=method,
                            scope=scope)
    try:
        token = session.fetch_token(url + "/oauth/token", grant_type="client_credentials")
        answer = session.post(url + "/graphql", json={"query": "{ viewer { name } }"})
        print(answer.json()["data"]["viewer"]["name"], flush=True)
        session.revoke_token(url + "/oauth/revoke", token=token["access_token"])
    except Exception as error:
        print(type(error).__name__, getattr(error, "error", error), flush=True)
`;

const python3 = pythonWith('authlib', 'requests');

test.skipIf(python3 === undefined)(
  'Python’s authlib gets a token, works by it and revokes it',
  async () => {
    const env = { AGENT_KEY: key, AUTHLIB_INSECURE_TRANSPORT: '1' };
    const python = startPython(AUTHLIB, [gateway.url, agent], env, python3);
    expect(await python.ask('client_secret_basic')).toBe(agent);
    expect(await python.ask('client_secret_post livekit.join')).toBe(agent);
    expect(await python.ask('client_secret_basic calendar.read')).toBe('OAuthError invalid_scope');
    await python.stop();
  },
);
