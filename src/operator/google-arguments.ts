import { z } from 'zod';

const bound = z.object({ agents: z.array(z.string()), scopes: z.array(z.string()).optional() });
const named = z.object({ connection: z.string() });

/** The shapes of the arguments of operations about Google accounts. */
export const googleShapes = {
  connect: bound.extend({ loginHint: z.string().optional() }),
  importRefreshToken: bound.extend({ refreshToken: z.string() }),
  importServiceAccount: bound.extend({ keyFile: z.string(), subject: z.string().optional() }),
  named,
  bind: named.extend({ agents: z.array(z.string()) }),
};
