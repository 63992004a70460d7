import type { Clock } from '../platform/clock.js';
import type { ServedResolver } from '../schema/served-resolver.js';
import { GoogleBindingResolver } from './bindings/binding.resolver.js';
import { GoogleConnectionResolver } from './connections/connection.resolver.js';
import { GoogleGrantResolver } from './consent/grant.resolver.js';
import type { GoogleServices } from './module.js';

/** The resolvers of Google accounts. */
export const googleResolvers: readonly ServedResolver<{
  readonly google: GoogleServices;
  readonly clock: Clock;
}>[] = [
  {
    type: GoogleBindingResolver,
    create: ({ google }) => new GoogleBindingResolver(google.bindings),
  },
  {
    type: GoogleConnectionResolver,
    create: ({ google, clock }) => new GoogleConnectionResolver(google.connections, clock),
  },
  {
    type: GoogleGrantResolver,
    create: ({ google, clock }) => new GoogleGrantResolver({ ...google, clock }),
  },
];
