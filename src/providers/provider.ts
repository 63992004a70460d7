/**
 * What the gateway must know of a system whose agents carry integration tokens. Adding one is a
 * file of this shape and a line in `registry.ts`; nothing may branch on an `id`.
 */
export interface Provider {
  /** The name in the schema's `IntegrationProvider` enum and in the database. */
  readonly id: string;
  /** The two letters after `itg_` in this provider's tokens. */
  readonly prefix: string;
  /** The request header that carries this provider's tokens. */
  readonly header: string;
  /** The provider's name for people. */
  readonly displayName: string;
  /** What the schema says of the enum value. */
  readonly description: string;
  /** The agent that exists from the first start where `AGENT_AUTO_PROVISION` is on. */
  readonly defaultAgent: string;
  /** Every scope a token of this provider can have. */
  readonly scopes: readonly string[];
  /** Those of them that an agent has only where a superuser says so. */
  readonly optInScopes: readonly string[];
  /** The scopes a token gets when none are asked for. */
  readonly defaultScopes: readonly string[];
}
