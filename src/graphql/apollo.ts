import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';

import type { Redact } from '../platform/secrets/redact.js';
import type { RequestContext } from '../request/context.js';
import type { Documents } from './documents/checked.js';
import { documentPlugin } from './documents/plugin.js';
import { errorFormatter } from './errors/format.js';
import type { ReportParts } from './errors/report.js';
import { responsePlugin } from './response-plugin.js';

/** Dependencies of {@link startApollo}. */
export interface ApolloParts extends ReportParts {
  /** With its rules in front. */
  readonly schema: GraphQLSchema;
  /** Whether the schema can be neither introspected nor guessed. */
  readonly hidesSchema: boolean;
  readonly documents: Documents;
  readonly redact: Redact;
}

/** Starts the GraphQL server; HTTP and shutdown are the caller's. */
export async function startApollo(parts: ApolloParts): Promise<ApolloServer<RequestContext>> {
  const { schema, hidesSchema, logger } = parts;
  const format = errorFormatter(parts.redact);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: !hidesSchema,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: null,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: hidesSchema,
    stopOnTerminationSignals: false,
    logger,
    formatError: format,
    plugins: [
      // It instruments every field, for a header that no client of ours reads.
      ApolloServerPluginCacheControlDisabled(),
      // The page that a browser gets is the gateway's own.
      ApolloServerPluginLandingPageDisabled(),
      responsePlugin(parts),
      documentPlugin({ ...parts, format }),
    ],
  });
  await apollo.start();
  return apollo;
}
