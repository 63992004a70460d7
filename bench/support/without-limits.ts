/** Settings for load that no caller of flesh and blood makes: one principal does all of it. */
export const WITHOUT_LIMITS = {
  REQUESTS_PER_MINUTE: '0',
  ANONYMOUS_REQUESTS_PER_MINUTE: '0',
  TOKENS_PER_MINUTE: '0',
  ROOM_TOKENS_PER_MINUTE: '0',
} as const;
