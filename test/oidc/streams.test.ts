import { expect, onTestFinished, test } from 'vitest';

import { startGateway } from '../support/gateway.js';
import { ADMIN, TestIssuer } from '../support/oidc-issuer.js';
import { openStreams, openWebSocket } from '../support/streams.js';
import { TestClock } from '../support/test-clock.js';

test('a stream ends when the JWT that opened it expires', async () => {
  const clock = new TestClock();
  const issuer = await TestIssuer.start(clock);
  const gateway = await startGateway({ clock, env: issuer.settings });
  onTestFinished(async () => {
    await gateway.stop();
    await issuer.goDown();
  });
  const stream = openWebSocket({ url: gateway.url, headers: await issuer.bearer(ADMIN) });
  await openStreams(gateway, 1);
  clock.advance(300 + 30);
  const end = await stream.ended;
  expect(end.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'EXPIRED' });
});
