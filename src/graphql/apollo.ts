import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';

import type { RequestContext } from '../context/create-context.js';
import type { Logger } from '../platform/logger.js';
import type { Redact } from '../platform/redact.js';
import { createExecutor } from './executor.js';
import { errorFormatter } from './format-error.js';
import { landingPage } from './landing-page.js';
import { limitRules, MAX_TOKENS, type OnLimit } from './limits.js';
import type { RecordRefusal } from './report-errors.js';
import { responsePlugin } from './response-plugin.js';

/** What {@link startApollo} is made of. */
export interface ApolloParts {
  /** With its rules in front. */
  readonly schema: GraphQLSchema;
  /** Whether the schema can be neither introspected nor guessed, and no Sandbox shows it. */
  readonly hidesSchema: boolean;
  readonly logger: Logger;
  readonly redact: Redact;
  readonly onLimit: OnLimit;
  readonly recordRefusal: RecordRefusal;
}

/** Starts the GraphQL server; HTTP and shutdown are the caller's. */
export async function startApollo(parts: ApolloParts): Promise<ApolloServer<RequestContext>> {
  const { logger } = parts;
  const apollo = new ApolloServer<RequestContext>({
    gateway: executedBy(parts.schema),
    introspection: !parts.hidesSchema,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: parts.hidesSchema,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    validationRules: limitRules(parts.onLimit),
    logger,
    formatError: errorFormatter(parts.redact),
    plugins: [
      // It instruments every field, for a header that no client of ours reads.
      ApolloServerPluginCacheControlDisabled(),
      landingPage(parts.hidesSchema),
      responsePlugin(parts),
    ],
  });
  await apollo.start();
  return apollo;
}

/** Apollo's seam for another executor than its own; nothing of it is remote here. */
function executedBy(
  schema: GraphQLSchema,
): ApolloServerOptionsWithGateway<RequestContext>['gateway'] {
  const execute = createExecutor(schema);
  return {
    load: () =>
      Promise.resolve({
        executor: ({ document, request, context }) =>
          execute({
            document,
            // Apollo's own reading of it is null for a name that the document lacks.
            operationName: request.operationName,
            contextValue: context,
            variableValues: request.variables,
          }),
      }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}
