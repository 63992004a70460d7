import { test } from 'vitest';

import { stopWith } from '../fixture-end.js';
import type { GatewayOptions } from '../gateway.js';
import { TestIssuer } from '../oidc-issuer.js';
import { TestClock } from '../test-clock.js';
import { startLiveKitGateway, type LiveKitGateway } from './gateway.js';
import { USERS_AUDIENCE, writeUserRules } from './users.js';

/** A gateway that lets users of an issuer into rooms. */
export interface UserGateway extends LiveKitGateway {
  /** Signs JWTs for {@link USERS_AUDIENCE}, unless `aud` is among the claims. */
  readonly issuer: UserIssuer;
}

/** The users' issuer. */
export class UserIssuer extends TestIssuer {
  static override async start(clock: TestClock): Promise<UserIssuer> {
    const issuer = new UserIssuer(clock);
    await issuer.goUp();
    await issuer.addKey('first');
    return issuer;
  }

  override sign(...[claims, options]: Parameters<TestIssuer['sign']>): Promise<string> {
    return super.sign({ aud: USERS_AUDIENCE, ...claims }, options);
  }
}

/** How {@link startUserGateway} differs from other gateways. */
export interface UserGatewayOptions extends GatewayOptions {
  readonly rules: readonly unknown[];
  /** Settings about the issuer; without any it is the users' alone. */
  readonly issuerSettings?: (issuer: UserIssuer) => Readonly<Record<string, string>>;
}

/** Starts a gateway with a LiveKit project and an issuer of users. */
async function startUserGateway({
  rules,
  issuerSettings = ({ url }) => ({ LIVEKIT_USERS_ISSUER: url }),
  ...options
}: UserGatewayOptions): Promise<UserGateway> {
  const clock = options.clock ?? new TestClock(new Date());
  const issuer = await UserIssuer.start(clock);
  const running = await startLiveKitGateway({
    ...options,
    clock,
    env: {
      LIVEKIT_USERS_AUDIENCE: USERS_AUDIENCE,
      LIVEKIT_USERS_RULES: writeUserRules({ rules }),
      ...issuerSettings(issuer),
      ...options.env,
    },
  });
  return {
    ...running,
    issuer,
    stop: async () => {
      await running.stop();
      await issuer.goDown();
    },
  };
}

/** `gatewayTest` with a LiveKit project, `liveKit`, and the users' issuer, `issuer`. */
export function usersTest(options: UserGatewayOptions) {
  return test
    .extend('running', { scope: 'file' }, ({}, end) => stopWith(end, startUserGateway(options)))
    .extend('gateway', { scope: 'file' }, ({ running }) => running.gateway)
    .extend('liveKit', { scope: 'file' }, ({ running }) => running.liveKit)
    .extend('issuer', { scope: 'file' }, ({ running }) => running.issuer);
}
