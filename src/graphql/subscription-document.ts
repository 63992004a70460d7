import { OperationTypeNode } from 'graphql';

import type { OperationRecord } from '../context/create-context.js';
import { badUserInput, DomainError } from '../platform/errors.js';
import type { CheckedDocument, Documents } from './documents.js';
import { rootFieldsOf } from './root-fields.js';
import { checkTexts } from './texts.js';
import type { DocumentChoice, TrustedDocuments } from './trusted-documents.js';

/** What a client sends of a subscription. */
export interface SubscriptionRequest extends DocumentChoice {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Returns a request's document, which is valid, within the limits, and a subscription. Notes in
 * `record` what it is.
 *
 * @throws DomainError `BAD_USER_INPUT`, `InvalidDocument` with every error in the document
 */
export function subscriptionDocument(
  {
    documents,
    checkedDocuments,
  }: { readonly documents: TrustedDocuments; readonly checkedDocuments: Documents },
  request: SubscriptionRequest,
  record: OperationRecord,
): CheckedDocument {
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
  return checked;
}
