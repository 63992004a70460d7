import fc from 'fast-check';
import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import {
  AuditEventsQuery,
  CurrentTokenQuery,
  GenerateTokenMutation,
  IntegrationTokensQuery,
  RevokeAgentTokensMutation,
  RevokeTokenMutation,
  RotateTokenMutation,
  ViewerQuery,
} from '../support/operations.js';
import { uniqueName } from '../support/tokens.js';

const test = gatewayTest();

/** What this test believes of a token. */
interface Belief {
  readonly id: string;
  readonly secret: string;
  endsAtMs: number;
  isRevoked: boolean;
  isCurrent: boolean;
}

type Step =
  | {
      readonly kind: 'generate' | 'rotate';
      readonly overlapSeconds: number;
      readonly ttlSeconds: number;
    }
  | { readonly kind: 'revoke'; readonly which: number }
  | { readonly kind: 'revokeAll' }
  | { readonly kind: 'pass'; readonly seconds: number };

const overlapSeconds = fc.constantFrom(0, 1, 60, 300, 86_400);
const ttlSeconds = fc.constantFrom(60, 90, 3600);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('generate' as const, 'rotate' as const),
    overlapSeconds,
    ttlSeconds,
  }),
  fc.record({ kind: fc.constant('revoke' as const), which: fc.nat(5) }),
  fc.record({ kind: fc.constant('revokeAll' as const) }),
  // Backwards too: a clock that is set right must not wake anything that was ended.
  fc.record({
    kind: fc.constant('pass' as const),
    seconds: fc.constantFrom(-30, 0.001, 59, 61, 4000),
  }),
);

test('whatever is done in whatever order, exactly the good tokens are accepted', async ({
  gateway,
}) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const agent = uniqueName();
      const tokens: Belief[] = [];
      for (const one of steps) {
        await take(gateway, agent, tokens, one);
        await compare(gateway, agent, tokens);
      }
      await explain(gateway, agent, tokens);
    }),
    { numRuns: 15 },
  );
});

const nowMs = (gateway: TestGateway): number => gateway.clock.now().getTime();
const isGood = (gateway: TestGateway, token: Belief): boolean =>
  !token.isRevoked && token.endsAtMs > nowMs(gateway);

async function take(
  gateway: TestGateway,
  agent: string,
  tokens: Belief[],
  one: Step,
): Promise<void> {
  const { superuser } = gateway;
  if (one.kind === 'pass') {
    gateway.clock.advance(one.seconds);
  } else if (one.kind === 'generate') {
    const input = { provider: 'LIVEKIT', agent, ...seconds(one) } as const;
    const made = (await gateway.send(GenerateTokenMutation, { input }, superuser)).data
      ?.generateToken;
    if (made) replace(gateway, tokens, made.token, made.integrationToken, one.overlapSeconds);
  } else if (one.kind === 'rotate') {
    const input = { agent, overlapSeconds: one.overlapSeconds };
    const answer = await gateway.send(RotateTokenMutation, { input }, superuser);
    const made = answer.data?.rotateToken;
    const current = tokens.find((token) => token.isCurrent);
    expect(made !== undefined).toBe(current !== undefined && isGood(gateway, current));
    if (made) replace(gateway, tokens, made.token, made.integrationToken, one.overlapSeconds);
  } else if (one.kind === 'revoke') {
    const token = tokens[one.which];
    if (!token) return;
    await gateway.send(RevokeTokenMutation, { input: { id: token.id } }, superuser);
    token.isRevoked = true;
    token.isCurrent = false;
  } else {
    await gateway.send(RevokeAgentTokensMutation, { input: { agent } }, superuser);
    for (const token of tokens.filter((token) => isGood(gateway, token))) {
      token.isRevoked = true;
      token.isCurrent = false;
    }
  }
}

function seconds(one: { overlapSeconds: number; ttlSeconds: number }) {
  return { overlapSeconds: one.overlapSeconds, ttlSeconds: one.ttlSeconds };
}

function replace(
  gateway: TestGateway,
  tokens: Belief[],
  secret: string,
  made: { id: string; expiresAt: string },
  overlap: number,
): void {
  const previous = tokens.find((token) => token.isCurrent);
  if (previous) {
    if (overlap === 0 && isGood(gateway, previous)) previous.isRevoked = true;
    else previous.endsAtMs = Math.min(previous.endsAtMs, nowMs(gateway) + overlap * 1000);
    previous.isCurrent = false;
  }
  const endsAtMs = Date.parse(made.expiresAt);
  tokens.push({ id: made.id, secret, endsAtMs, isRevoked: false, isCurrent: true });
}

/** What is accepted, what is current, and what is listed must be what this test believes. */
async function compare(
  gateway: TestGateway,
  agent: string,
  tokens: readonly Belief[],
): Promise<void> {
  const { superuser } = gateway;
  for (const token of tokens) {
    const used = await gateway.send(ViewerQuery, {}, { 'X-LiveKit-Token': token.secret });
    expect(used.status).toBe(isGood(gateway, token) ? 200 : 401);
  }
  if (tokens.length === 0) return;
  const good = tokens.find((token) => token.isCurrent && isGood(gateway, token));
  const current = await gateway.send(CurrentTokenQuery, { agent }, superuser);
  expect(current.data?.currentToken.token ?? null).toBe(good?.secret ?? null);
  const variables = { agent, status: 'ACTIVE' as const };
  const active = await gateway.send(IntegrationTokensQuery, variables, superuser);
  expect(active.data?.integrationTokens.totalCount).toBe(good ? 1 : 0);
}

/** Every token's coming into being and every revocation stands in the log. */
async function explain(
  gateway: TestGateway,
  agent: string,
  tokens: readonly Belief[],
): Promise<void> {
  const filter = { filter: { agent }, first: 200 };
  const answer = await gateway.send(AuditEventsQuery, filter, gateway.superuser);
  const events = answer.data?.auditEvents.nodes ?? [];
  for (const token of tokens) {
    const about = events.filter((event) => event.tokenId === token.id).map((event) => event.action);
    expect(about.filter((action) => /^TOKEN_(ISSUED|ROTATED)$/.test(action))).toHaveLength(1);
    expect(about.filter((action) => action === 'TOKEN_REVOKED')).toHaveLength(
      token.isRevoked ? 1 : 0,
    );
  }
}
