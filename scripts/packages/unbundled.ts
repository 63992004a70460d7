/** What the gateway's bundle leaves outside, because it reads files beside its own. */
export const UNBUNDLED = ['@electric-sql/pglite'];
