import { describe, expect } from 'vitest';

import { gatewayTest } from '../../support/gateway.js';
import { openStreams, transports, type StreamOptions } from '../../support/streams.js';
import { generateToken } from '../../support/tokens.js';

const test = gatewayTest();

test.beforeAll(async ({ gateway }) => {
  await generateToken(gateway, { provider: 'LIVEKIT', agent: 'livekit' });
});

const repeated = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const EVENT =
  '{ __typename agentName provider changedAt expiresAt refreshAt currentToken { __typename agentName ' +
  'provider header token expiresAt refreshAt valid message } }';

const tooLarge: Record<string, Omit<StreamOptions, 'url'>> = {
  'a document of many fields': {
    query: `subscription { currentTokenChanged(agent: "livekit") { ${repeated(15, (one) => `a${String(one)}: currentToken { token valid message agentName provider header expiresAt }`)} } }`,
  },
  'a document of comments': {
    query: `subscription { currentTokenChanged(agent: "livekit") { agentName } } #${'x'.repeat(60_000)}`,
  },
  'a variable': {
    query: 'subscription ($agent: String!) { currentTokenChanged(agent: $agent) { agentName } }',
    variables: { agent: 'x'.repeat(100_000) },
  },
};

describe.each(Object.entries(transports))('by %s', (_name, open) => {
  test.for(Object.entries(tooLarge))(
    'a subscription that would hold much memory is refused and told why: %s',
    async ([_what, options], { gateway }) => {
      const stream = open({ ...options, url: gateway.url, headers: gateway.superuser });
      const { errors, status } = await stream.ended;
      if (errors) {
        expect(errors[0]).toMatchObject({
          message: expect.stringMatching(
            /^The subscription would hold more than 64 KiB/,
          ) as unknown,
          extensions: { code: 'BAD_USER_INPUT', reason: 'SUBSCRIPTION_TOO_LARGE' },
        });
      } else expect(status).toBe(400);
    },
  );

  test('one that selects everything runs, and variables that it does not declare count for nothing', async ({
    gateway,
  }) => {
    const stream = open({
      url: gateway.url,
      headers: gateway.superuser,
      query: `subscription Everything($agent: String!, $yes: Boolean = true) { currentTokenChanged(agent: $agent) ${EVENT.replace('token ', 'token @include(if: $yes) ')} }`,
      variables: { agent: 'livekit', more: 'x'.repeat(200_000), yes: true },
    });
    await openStreams(gateway, 1);
    await generateToken(gateway, { provider: 'LIVEKIT', agent: 'livekit' });
    expect(await stream.next()).toMatchObject({ agentName: 'livekit' });
    stream.close();
    await openStreams(gateway, 0);
  });
});
