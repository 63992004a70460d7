import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server';
import { OperationTypeNode, type DocumentNode, type GraphQLFormattedError } from 'graphql';

import { DomainError } from '../../platform/errors.js';
import type { RequestContext } from '../../request/context.js';
import type { errorFormatter } from '../errors/format.js';
import { errorReporter, type ReportParts } from '../errors/report.js';
import { rootFieldsOf } from '../root-fields.js';
import { checkTexts } from '../texts.js';
import { InvalidDocument } from './check.js';
import type { CheckedDocument, Documents } from './checked.js';

type Request = GraphQLRequestContext<RequestContext>;

/** Dependencies of {@link documentPlugin}. */
export interface DocumentPluginParts extends ReportParts {
  readonly documents: Documents;
  readonly format: ReturnType<typeof errorFormatter>;
}

/** In the place of a document that is refused, so that Apollo neither parses nor validates it. */
const NO_DOCUMENT = { kind: 'Document', definitions: [] } as unknown as DocumentNode;

/**
 * Has `Documents` parse and check what requests send, in the place of Apollo, which keeps what
 * anybody sends and runs costly rules before limits. Writes down for the log what the operation is.
 */
export function documentPlugin(parts: DocumentPluginParts): ApolloServerPlugin<RequestContext> {
  const report = errorReporter(parts);
  return {
    requestDidStart: () => Promise.resolve(listenerOf(parts, report)),
  };
}

function listenerOf(
  { documents, format }: DocumentPluginParts,
  report: ReturnType<typeof errorReporter>,
) {
  let checked: CheckedDocument | undefined;
  let refusal: InvalidDocument | undefined;
  return {
    didResolveSource(request: Request) {
      try {
        checked = documents.checked(request.source ?? '');
      } catch (error) {
        if (!(error instanceof InvalidDocument)) throw error;
        refusal = error;
      }
      // Apollo parses and validates a request that has no document by now.
      Object.assign(request, { document: checked?.document ?? NO_DOCUMENT });
      return Promise.resolve();
    },
    didResolveOperation({ request, operation, contextValue }: Request) {
      if (!checked || !operation) return Promise.resolve();
      const { names, byResponseName } = rootFieldsOf(checked.document, operation);
      const record = contextValue.operation;
      record.name = operation.name?.value ?? null;
      record.rootFields = names;
      record.fieldsByResponseName = byResponseName;
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw notServed();
      checkTexts(checked.document, request.variables);
      try {
        documents.operationOf(checked, request.operationName, request.variables ?? {});
      } catch (error) {
        if (!(error instanceof InvalidDocument)) throw error;
        refusal = error;
      }
      return Promise.resolve();
    },
    async responseForOperation({ contextValue }: Request) {
      if (!refusal) return null;
      await report(contextValue, refusal.errors);
      const errors = refusal.errors.map((error) => format(error.toJSON(), error));
      return refused(errors);
    },
    willSendResponse({ request, contextValue, errors }: Request) {
      // What runs without HTTP is a document of the gateway itself.
      const isTrusted = !request.http || contextValue.principal.kind !== 'ANONYMOUS';
      if (checked && isTrusted && !refusal && !errors) documents.remember(checked);
      return Promise.resolve();
    },
  };
}

function refused(errors: readonly GraphQLFormattedError[]) {
  return {
    http: { status: 400, headers: new HeaderMap() },
    body: { kind: 'single' as const, singleResult: { errors } },
  };
}

function notServed(): DomainError {
  return new DomainError(
    'BAD_USER_INPUT',
    'A single answer cannot carry a subscription. Subscribe by WebSocket, or at /graphql/stream.',
    { reason: 'SUBSCRIPTION' },
  );
}
