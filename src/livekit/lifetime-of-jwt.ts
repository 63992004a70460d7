/** When a JWT begins and ends, to the second. */
export interface JwtLifetime {
  /** Its `nbf`. */
  readonly issuedAt: Date;
  /** Its `exp`. */
  readonly expiresAt: Date;
}

/**
 * Reads the lifetime of a JWT that the gateway has just signed, which needs none of the checks that
 * make jose's `decodeJwt` a tenth of the signing.
 */
export function lifetimeOf(jwt: string): JwtLifetime {
  const payload = jwt.slice(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'));
  const { nbf, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
    nbf: number;
    exp: number;
  };
  return { issuedAt: new Date(nbf * 1000), expiresAt: new Date(exp * 1000) };
}
