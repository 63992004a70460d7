import { GOOGLE_ISSUER } from '../accounts/identity.js';

/** Where Google's OAuth is. */
export interface GoogleEndpoints {
  /** What its ID tokens name as their issuer. */
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly revocation: string;
  readonly userInfo: string;
}

/**
 * As Google's discovery document has them:
 * https://accounts.google.com/.well-known/openid-configuration
 */
const GOOGLE: GoogleEndpoints = {
  issuer: GOOGLE_ISSUER,
  authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  revocation: 'https://oauth2.googleapis.com/revoke',
  userInfo: 'https://openidconnect.googleapis.com/v1/userinfo',
};

/** Google's endpoints, or those of an emulator or a proxy below one root. */
export function googleEndpoints(oauthRootUrl: string | undefined): GoogleEndpoints {
  if (oauthRootUrl === undefined) return GOOGLE;
  return {
    issuer: oauthRootUrl,
    authorization: `${oauthRootUrl}/o/oauth2/v2/auth`,
    token: `${oauthRootUrl}/oauth2/token`,
    revocation: `${oauthRootUrl}/oauth2/revoke`,
    userInfo: `${oauthRootUrl}/oauth2/v2/userinfo`,
  };
}
