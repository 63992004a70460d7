import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';

import { badUserInput, DomainError } from '../../platform/errors.js';
import type { LimitMetrics } from '../../platform/metrics.js';
import type { OperationRecord } from '../../request/context.js';
import { BYTES_PER_CHARACTER, type CheckedDocument, type Documents } from '../documents/checked.js';
import type { DocumentChoice, TrustedDocuments } from '../documents/trusted.js';
import type { KnownVariables } from '../limits/cost.js';
import { rootFieldsOf } from '../root-fields.js';
import { checkTexts } from '../texts.js';

/** What a client sends of a subscription. */
export interface SubscriptionRequest extends DocumentChoice {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * The most that an open subscription may hold of what its client sent, by the estimate of
 * `Documents`.
 */
const MAX_HELD_BYTES = 64 * 1024;

/** What is held of a request as long as its subscription is open. */
export interface HeldSubscription {
  readonly checked: CheckedDocument;
  /** Those that the operation declares. */
  readonly variables: KnownVariables;
}

/**
 * Returns a request's document, which is valid, within the limits, and a subscription, and its
 * variables. Notes in `record` what it is.
 *
 * @throws DomainError `BAD_USER_INPUT`, with reason `SUBSCRIPTION_TOO_LARGE` where it would hold
 *   too much memory; `InvalidDocument` with the first errors in the document or its variables
 */
export function subscriptionDocument(
  {
    documents,
    checkedDocuments,
    metrics,
  }: {
    readonly documents: TrustedDocuments;
    readonly checkedDocuments: Documents;
    readonly metrics: LimitMetrics;
  },
  request: SubscriptionRequest,
  record: OperationRecord,
): HeldSubscription {
  const text = documents.textOf(request);
  if (text === undefined) throw badUserInput('query', 'or documentId must be a string');
  const checked = checkedDocuments.checked(text);
  const { operationName, variables } = request;
  checkTexts(checked.document, variables);
  const operation = checkedDocuments.operationOf(checked, operationName, variables ?? {});
  if (!operation) {
    throw new DomainError('BAD_USER_INPUT', 'operationName must name an operation of the query.');
  }
  const { names, byResponseName } = rootFieldsOf(checked.document, operation);
  record.name = operation.name?.value ?? null;
  record.rootFields = names;
  record.fieldsByResponseName = byResponseName;
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new DomainError(
      'BAD_USER_INPUT',
      'Only subscriptions are accepted here. Send queries and mutations to /graphql by POST.',
      { reason: 'ONLY_SUBSCRIPTIONS' },
    );
  }
  const held = { checked, variables: declaredOf(operation, variables ?? {}) };
  if (bytesOf(held) > MAX_HELD_BYTES) {
    metrics.limit('subscription size');
    throw new DomainError('BAD_USER_INPUT', TOO_LARGE, { reason: 'SUBSCRIPTION_TOO_LARGE' });
  }
  return held;
}

const TOO_LARGE =
  `The subscription would hold more than ${String(MAX_HELD_BYTES / 1024)} KiB as long as it is open. ` +
  'Send it in a document of its own, select less, or use smaller variables.';

function declaredOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: KnownVariables,
): KnownVariables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  const given = names.filter((name) => Object.hasOwn(variables, name));
  return Object.fromEntries(given.map((name) => [name, variables[name]]));
}

function bytesOf({ checked, variables }: HeldSubscription): number {
  // They were checked, so that none is nested more deeply than its type.
  return checked.bytes + JSON.stringify(variables).length * BYTES_PER_CHARACTER;
}
