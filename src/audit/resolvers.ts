import type { ServedResolver } from '../schema/served-resolver.js';
import { AuditResolver } from './audit.resolver.js';
import type { AuditServices } from './module.js';

/** The resolvers of the audit log. */
export const auditResolvers: readonly ServedResolver<AuditServices>[] = [
  { type: AuditResolver, create: ({ audit }) => new AuditResolver(audit) },
];
