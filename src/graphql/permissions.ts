import { anyone, currentTokenReader, superuser, type Decision } from './rules.js';

/**
 * Who may use which root field: one line each. A root field that is missing here is denied, and a
 * test fails for it.
 */
export const permissions: Readonly<Record<string, Readonly<Record<string, Decision>>>> = {
  Query: {
    viewer: anyone,
    integrationTokens: superuser,
    integrationToken: superuser,
    currentToken: currentTokenReader,
  },
  Mutation: {
    generateToken: superuser,
  },
};
