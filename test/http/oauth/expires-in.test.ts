import { expect, test } from 'vitest';

import { startGateway } from '../../support/gateway.js';
import { basic, requestToken } from '../../support/oauth.js';
import { TestClock } from '../../support/test-clock.js';
import { createAgentKey, generateToken, registerAgent } from '../../support/tokens.js';

/** Each look at it takes a second, once it is told so, as where writing takes long. */
class PassingClock extends TestClock {
  passes = false;

  override now(): Date {
    const now = super.now();
    if (this.passes) this.advance(1);
    return now;
  }
}

test('a token is good for a second at least, up to its renewal and while time passes', async () => {
  const clock = new PassingClock();
  const gateway = await startGateway({ clock });
  try {
    for (const renewal of ['AUTOMATIC', 'MANUAL'] as const) {
      const agent = await registerAgent(gateway, { renewal });
      const header = basic(agent, await createAgentKey(gateway, agent));
      await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 3600 });
      const issuedAt = clock.now().getTime();
      const lifetimeAt = async (seconds: number): Promise<unknown> => {
        clock.advance((issuedAt - clock.now().getTime()) / 1000 + seconds);
        const { status, body } = await requestToken(gateway, {}, header);
        expect(status).toBe(200);
        return body['expires_in'];
      };
      expect(await lifetimeAt(2398)).toBe(2);
      expect(await lifetimeAt(2399.5)).toBe(1);
      clock.passes = true;
      for (let seconds = 2390; seconds < 2400; seconds += 0.5) {
        expect(await lifetimeAt(seconds)).toBeGreaterThanOrEqual(1);
      }
      clock.passes = false;
    }
  } finally {
    await gateway.stop();
  }
});
