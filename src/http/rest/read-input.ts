import type { FastifyRequest } from 'fastify';

import { permissions } from '../../graphql/access/permissions.js';
import { problemsOf } from '../../platform/checks.js';
import { DomainError, invalidArguments } from '../../platform/errors.js';
import type { RequestContext } from '../../request/context.js';
import { requireLeave, type LeaveParts } from '../refusal-by-rule.js';
import type { Endpoint } from './endpoint.js';

/**
 * Reads what a request carries for an endpoint. Whoever may not use the endpoint hears that first,
 * and not what is wrong with their request.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the fields, `NOT_FOUND` for a path that nothing can
 *   be at, or the refusal of the field's rule
 */
export async function readInput(
  parts: LeaveParts,
  context: RequestContext,
  { input, operation }: Endpoint,
  request: FastifyRequest,
): Promise<Record<string, unknown>> {
  if (!input) return {};
  const carried = { path: request.params, query: request.query, body: request.body }[input.in];
  const { data, error } = input.shape.safeParse(carried);
  if (!error) return data;
  const rule = permissions[operation.type]?.[operation.field];
  if (rule) await requireLeave(parts, context, operation.field, rule);
  if (input.in === 'path') throw new DomainError('NOT_FOUND', 'There is nothing of that id.');
  throw invalidArguments(problemsOf(error.issues, `The request ${input.in}`));
}
