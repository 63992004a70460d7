import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import type { TestGateway } from './gateway.js';
import { makeFolder } from './leftovers.js';
import { basic, requestToken, type TokenAnswer } from './oauth.js';
import type { TestIssuer } from './oidc-issuer.js';

/** The gateway as assertions name it. */
export const SELF = 'https://gateway.example.com';

/** A client in the rules, and its secret, in which everything is that must be encoded. */
export const CLIENT = { id: 'https://host.example.com/client', secret: 'a:b+c %2B/=é' };

/** Another client. */
export const OTHER_CLIENT = { id: 'other', secret: 'the secret of the other one' };

/** RFC 7523 section 2.1. */
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What the rules file has of a secret. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The agents that rules name: one for who is in sales, and one for everybody else. */
export interface RuleAgents {
  readonly sales: string;
  readonly everybody: string;
}

/** The rules of most tests. */
export function rulesFor(issuer: TestIssuer, agents: RuleAgents): Record<string, unknown> {
  return {
    clients: [CLIENT, OTHER_CLIENT].map(({ id, secret }) => ({
      id,
      secretSha256: digestOf(secret),
    })),
    issuers: [
      {
        issuer: issuer.url,
        clients: [CLIENT.id],
        rules: [
          { when: { groups: 'sales' }, agent: agents.sales, scopes: ['calendar.read'] },
          { when: {}, agent: agents.everybody },
        ],
      },
    ],
  };
}

/** Writes rules into a file of their own. */
export function writeRules(rules: unknown): string {
  const file = path.join(makeFolder(), 'id-jag.json');
  writeFileSync(file, typeof rules === 'string' ? rules : JSON.stringify(rules));
  return file;
}

/** Has the issuer sign an assertion for {@link CLIENT} that is in order, but for `claims`. */
export function signAssertion(
  issuer: TestIssuer,
  claims: Readonly<Record<string, unknown>> = {},
  options: { kid?: string; header?: Readonly<Record<string, unknown>> } = {},
): Promise<string> {
  return issuer.sign(
    { aud: SELF, client_id: CLIENT.id, jti: randomUUID(), sub: 'U019488227', ...claims },
    { ...options, header: { typ: 'oauth-id-jag+jwt', ...options.header } },
  );
}

/** Shows an assertion at `/oauth/token`. */
export function tradeAssertion(
  gateway: Pick<TestGateway, 'url'>,
  assertion: string,
  form: Readonly<Record<string, string>> = {},
  { id, secret }: { readonly id: string; readonly secret: string } = CLIENT,
): Promise<TokenAnswer> {
  return requestToken(gateway, { grant_type: JWT_BEARER, assertion, ...form }, basic(id, secret));
}

/** Calls `/mcp` by a token, as the oldest hosts do. */
export async function callMcp(
  { url }: Pick<TestGateway, 'url'>,
  token: string,
  method = 'tools/list',
  params: Readonly<Record<string, unknown>> = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

/** The names of the tools that a token can use. */
export async function toolsOf(
  gateway: Pick<TestGateway, 'url'>,
  token: string,
): Promise<readonly string[]> {
  const { body } = await callMcp(gateway, token);
  const { tools = [] } = (body['result'] ?? {}) as { tools?: readonly { name: string }[] };
  return tools.map(({ name }) => name);
}
