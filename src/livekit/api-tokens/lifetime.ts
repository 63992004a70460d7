/** The bounds of an API token's lifetime, and how long it is valid by default. */
export const API_TTL_SECONDS = { least: 60, most: 3600, default: 600 } as const;
