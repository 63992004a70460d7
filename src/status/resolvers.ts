import type { ServedResolver } from '../schema/served-resolver.js';
import type { StatusServices } from './module.js';
import { StatusResolver } from './status.resolver.js';

/** The resolver of the gateway's status. */
export const statusResolvers: readonly ServedResolver<StatusServices>[] = [
  { type: StatusResolver, create: ({ status }) => new StatusResolver(status) },
];
