import type { SIPGrant, VideoGrant } from 'livekit-server-sdk';

import type { ApiGrant } from '../../providers/livekit-api.js';
import { lifetimeOf, type JwtLifetime } from '../lifetime-of-jwt.js';
import type { ProjectKeys } from '../project-keys.js';

/** A token for LiveKit's API. */
export interface SignedApiToken extends JwtLifetime {
  /** The JWT. */
  readonly apiToken: string;
  /** Where to use it: an http or https URL. */
  readonly serverUrl: string;
}

const VIDEO: Readonly<Partial<Record<ApiGrant, VideoGrant>>> = {
  EGRESS: { roomRecord: true },
  INGRESS: { ingressAdmin: true },
  ROOM_LIST: { roomList: true },
};
const SIP: Readonly<Partial<Record<ApiGrant, SIPGrant>>> = {
  SIP_ADMIN: { admin: true },
  SIP_CALL: { call: true },
};

/** Signs tokens for LiveKit's API with the secret of a project. Nobody is called. */
export class ApiTokenSigner {
  readonly #keys: ProjectKeys;

  constructor(keys: ProjectKeys) {
    this.#keys = keys;
  }

  /** Signs a token that has these grants and no others. */
  async sign(grants: readonly ApiGrant[], ttlSeconds: number): Promise<SignedApiToken> {
    const { apiKey, apiSecret } = this.#keys.inUse;
    const { AccessToken } = await import('livekit-server-sdk');
    const token = new AccessToken(apiKey, apiSecret, { ttl: ttlSeconds });
    const video = Object.assign({}, ...grants.map((grant) => VIDEO[grant])) as VideoGrant;
    const sip = Object.assign({}, ...grants.map((grant) => SIP[grant])) as SIPGrant;
    if (Object.keys(video).length > 0) token.addGrant(video);
    if (Object.keys(sip).length > 0) token.addSIPGrant(sip);
    const apiToken = await token.toJwt();
    return { apiToken, serverUrl: this.#keys.settings.apiUrl, ...lifetimeOf(apiToken) };
  }
}
