import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  jwtFor,
  startAuthorizationServer,
  type AuthorizationServer,
} from '../support/authorization-server.js';
import { startCalendarGateway, type CalendarGateway } from '../support/calendar-gateway.js';
import { freePort } from '../support/free-port.js';
import { connectOAuthHost, connectOldOAuthHost } from '../support/oauth-host.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import { CurrentTokenQuery } from '../support/operations.js';
import { bearer } from '../support/tokens.js';
import { TestClock } from '../support/test-clock.js';

const OTHER = 'https://another.example/mcp';
const SCOPES = 'calendar.read calendar.write livekit.join';

const hosts = [
  { name: 'of today', connect: connectOAuthHost },
  { name: 'of 2025', connect: connectOldOAuthHost },
] as const;
const registrations = [
  { how: 'its metadata document', registersClients: false },
  { how: 'registration', registersClients: true },
] as const;

describe.each(registrations)('An issuer that knows a host by $how', ({ registersClients }) => {
  let issuer: AuthorizationServer;
  let gateway: CalendarGateway;
  let address: string;

  /** Both name each other, so that the port is chosen first; it may be gone by then. */
  async function startTogether(attempts: number): Promise<void> {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    address = `${publicUrl}/mcp`;
    const resources = { [address]: SCOPES, [OTHER]: 'calendar.read' };
    issuer = await startAuthorizationServer({ resources, registersClients });
    try {
      gateway = await startCalendarGateway({
        clock: new TestClock(new Date()), // the issuer's clock is the machine's
        env: {
          PORT: String(port),
          PUBLIC_URL: publicUrl,
          OIDC_ISSUER: issuer.issuer,
          OIDC_AUDIENCE: address,
        },
      });
    } catch (error) {
      await issuer.stop();
      if (attempts === 1) throw error;
      await startTogether(attempts - 1);
    }
  }

  beforeAll(async () => {
    await startTogether(3);
    const input = { agent: gateway.agent, subject: 'ann' };
    await gateway.send(BindAgentSubjectMutation, { input }, gateway.superuser);
  });

  afterAll(async () => {
    await gateway.stop();
    await issuer.stop();
  });

  describe.each(hosts)('for a host $name', ({ connect }) => {
    test('leads a person from the first refusal to the tools of their agent', async () => {
      const host = await connect(address, { subject: 'ann' });
      expect(await host.toolNames()).toContain('create-event');
      expect(await host.call('list-calendars')).not.toMatchObject({ isError: true });
      expect(host.login.count).toBe(1);
      const [asked] = issuer.asked.slice(-1);
      expect(asked?.get('resource')).toBe(address);
      expect(asked?.get('scope')?.split(' ')).toEqual(expect.arrayContaining(SCOPES.split(' ')));
      expect(asked?.get('code_challenge_method')).toBe('S256');
      await host.close();
    });

    test('gets an expired JWT renewed without the person', async () => {
      const host = await connect(address, { subject: 'ann' });
      issuer.jwtSeconds = 3_600;
      gateway.clock.advance(600);
      expect(await host.call('list-calendars')).not.toMatchObject({ isError: true });
      gateway.clock.advance(-600);
      issuer.jwtSeconds = 300;
      expect(host.login.count).toBe(1);
      await host.close();
    });

    test('is refused for good, and not led to log in again, where that cannot help', async () => {
      const stranger = { subject: 'bob', logins: 0, onLogin: () => void (stranger.logins += 1) };
      await expect(connect(address, stranger)).rejects.toThrow(/403|bound to no agent/);
      expect(stranger.logins).toBe(1);
    });

    test('is not accepted when its JWT was made for another resource', async () => {
      const host = await connect(address, { subject: 'ann' });
      await host.close();
      const clientId = String(issuer.asked.at(-1)?.get('client_id'));
      const ask = async (resource: string): Promise<readonly [number, string | null]> => {
        const jwt = await jwtFor(issuer, { clientId, subject: 'ann', resource });
        const response = await fetch(address, {
          method: 'POST',
          headers: {
            ...bearer(jwt),
            accept: 'application/json, text/event-stream',
            'content-type': 'application/json',
          },
          body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
        });
        return [response.status, response.headers.get('www-authenticate')];
      };
      expect(await ask(address)).toEqual([200, null]);
      expect(await ask(OTHER)).toEqual([401, expect.stringContaining('error="invalid_token"')]);
    });
  });

  const narrow = () => {
    const person = {
      subject: 'ann',
      logins: 0,
      onLogin: ({ searchParams }: URL) => {
        person.logins += 1;
        if (person.logins === 1) searchParams.set('scope', 'calendar.read');
      },
    };
    return person;
  };

  test('a host of today steps up when a call needs more than was granted, and keeps what it has', async () => {
    const person = narrow();
    const host = await connectOAuthHost(address, person);
    expect(await host.call('list-calendars')).not.toMatchObject({ isError: true });
    // What the agent could do with another grant is shown, or no host would ever ask for it.
    expect(await host.toolNames()).toContain('create-event');
    const event = { summary: 'Visit', start: '2030-03-25T09:00:00', end: '2030-03-25T10:00:00' };
    expect(await host.call('create-event', event)).not.toMatchObject({ isError: true });
    expect(await host.call('list-calendars')).not.toMatchObject({ isError: true });
    expect(person.logins).toBe(2);
    await host.close();
  });

  test('a host of 2025 renews its grant in place of widening it, and gives up at once', async () => {
    const person = narrow();
    const host = await connectOldOAuthHost(address, person);
    await expect(host.call('create-event', {})).rejects.toThrow('403 after trying upscoping');
    expect(await host.call('list-calendars')).not.toMatchObject({ isError: true });
    expect(person.logins).toBe(1);
    await host.close();
  });

  test('a JWT that is granted less than the token reads no token', async () => {
    const person = narrow();
    const host = await connectOAuthHost(address, person);
    const jwt = host.login.tokens()?.access_token ?? '';
    const { errors } = await gateway.send(CurrentTokenQuery, { agent: gateway.agent }, bearer(jwt));
    expect(errors[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'INSUFFICIENT_SCOPE',
    });
    await host.close();
  });

  test('a host of today lets nobody pass for its issuer (RFC 9207)', async () => {
    const person = {
      subject: 'ann',
      onCallback: (callback: URLSearchParams) => callback.set('iss', 'https://evil.example'),
    };
    await expect(connectOAuthHost(address, person)).rejects.toThrow(/issuer/i);
  });
});
