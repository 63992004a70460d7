import { wholeNumber } from '../shapes.js';

/** How often callers may do what in a minute; 0 turns a limit off. */
export interface LimitSettings {
  /** Wrong credentials of one address block; never 0. */
  readonly authFailuresPerMinute: number;
  /** Requests of one principal, in one process. */
  readonly requestsPerMinute: number;
  /** Requests without a credential of one address block, in one process. */
  readonly anonymousRequestsPerMinute: number;
  /** Tokens that one principal issues or rotates for one agent, in all replicas together. */
  readonly tokensPerMinute: number;
  /** Room tokens of one principal, in all replicas together. */
  readonly roomTokensPerMinute: number;
}

const most = 1_000_000;

/** The shapes of the settings about limits. */
export const limitShapes = {
  AUTH_FAILURES_PER_MINUTE: wholeNumber(1, most).default(100),
  REQUESTS_PER_MINUTE: wholeNumber(0, most).default(60_000),
  ANONYMOUS_REQUESTS_PER_MINUTE: wholeNumber(0, most).default(6_000),
  TOKENS_PER_MINUTE: wholeNumber(0, most).default(600),
  ROOM_TOKENS_PER_MINUTE: wholeNumber(0, most).default(6_000),
};

/** The limits that the settings ask for. */
export function limitsOf(values: {
  readonly [K in keyof typeof limitShapes]: number;
}): LimitSettings {
  return Object.freeze({
    authFailuresPerMinute: values.AUTH_FAILURES_PER_MINUTE,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    anonymousRequestsPerMinute: values.ANONYMOUS_REQUESTS_PER_MINUTE,
    tokensPerMinute: values.TOKENS_PER_MINUTE,
    roomTokensPerMinute: values.ROOM_TOKENS_PER_MINUTE,
  });
}
