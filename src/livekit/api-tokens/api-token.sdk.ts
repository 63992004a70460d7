import type { SIPGrant, VideoGrant } from 'livekit-server-sdk';

import type { LiveKitSettings } from '../../config/settings/livekit.js';
import type { ApiGrant } from '../../providers/livekit-api.js';
import { liveKitNotConfigured } from '../fault.js';

/** A token for LiveKit's API. */
export interface SignedApiToken {
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

/** Signs tokens for LiveKit's API with the project's secret. Nobody is called. */
export class ApiTokenSigner {
  readonly #settings: LiveKitSettings | undefined;

  constructor(settings: LiveKitSettings | undefined) {
    this.#settings = settings;
  }

  /**
   * Signs a token that has these grants and no others.
   *
   * @throws DomainError `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`
   */
  async sign(grants: readonly ApiGrant[], ttlSeconds: number): Promise<SignedApiToken> {
    if (!this.#settings) throw liveKitNotConfigured();
    const { apiKey, apiSecret, apiUrl } = this.#settings;
    const { AccessToken } = await import('livekit-server-sdk');
    const token = new AccessToken(apiKey, apiSecret, { ttl: ttlSeconds });
    const video = Object.assign({}, ...grants.map((grant) => VIDEO[grant])) as VideoGrant;
    const sip = Object.assign({}, ...grants.map((grant) => SIP[grant])) as SIPGrant;
    if (Object.keys(video).length > 0) token.addGrant(video);
    if (Object.keys(sip).length > 0) token.addSIPGrant(sip);
    return { apiToken: await token.toJwt(), serverUrl: apiUrl };
  }
}
