import type { GraphQLSchema } from 'graphql';

import { packageVersion } from '../../../platform/package-root.js';
import { providers, typedId } from '../../../providers/registry.js';
import type { Endpoint } from '../endpoint.js';
import { endpoints } from '../endpoints.js';
import { answersOf, type AnswerDescription } from './answers.js';
import { errorResponses, responsesFor } from './responses.js';
import { answerSchemas, bodyOf, parametersOf } from './schemas.js';

const INTRODUCTION = `The paths of an older REST service, for the clients that it left behind. Each of
them is an operation of the GraphQL schema at \`/graphql\` in another form; new clients should use
that. Every path answers with and without its final slash.`;

const schemeOf = (header: string): string => header.replaceAll('-', '');

/** What {@link describeRest} depends on. */
export interface DescriptionParts {
  readonly schema: GraphQLSchema;
  /** The gateway's address as others see it; told from the description's own where not known. */
  readonly publicUrl: string | undefined;
  /** Whether the paths' end is announced. */
  readonly isDeprecated: boolean;
}

/** The description of the REST paths by OpenAPI 3.1, made from what checks their input. */
export function describeRest({ schema, publicUrl, isDeprecated }: DescriptionParts): object {
  const answers = answersOf(schema);
  const operations = [
    ...endpoints.map(
      (endpoint) =>
        [endpoint.path, endpoint.method, operationOf(endpoint, answers[endpoint.answer])] as const,
    ),
    ...providers.map(
      (provider) => [`/${typedId(provider)}/`, 'GET', linksOf(provider, answers.Links)] as const,
    ),
  ];
  const deprecation = isDeprecated ? { deprecated: true } : {};
  const paths = Object.fromEntries(
    operations.map(([path, method, operation]) => [
      `/api${path}`,
      { [method.toLowerCase()]: { ...operation, ...deprecation } },
    ]),
  );
  return {
    openapi: '3.1.1',
    info: {
      title: 'Token Gateway: the older REST paths',
      version: packageVersion(),
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    // The second is relative to where the description lies.
    servers: [{ url: publicUrl ?? '..' }],
    tags: [
      ...providers.map(({ displayName, description }) => ({ name: displayName, description })),
      { name: 'Calendars', description: 'What an agent does with its token.' },
    ],
    paths,
    components: {
      schemas: answerSchemas(answers),
      responses: errorResponses(),
      securitySchemes: securitySchemes(),
    },
  };
}

function securitySchemes(): Record<string, object> {
  const headers = providers.map(({ header, displayName }) => [
    schemeOf(header),
    {
      type: 'apiKey',
      in: 'header',
      name: header,
      description: `An integration token of ${displayName}.`,
    },
  ]);
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      description: "A superuser's key, an agent's key or an integration token.",
    },
    ...(Object.fromEntries(headers) as Record<string, object>),
  };
}

function securityOf(isFor: Endpoint['isFor']): object[] {
  const bearer = { bearer: [] };
  if (isFor === 'superusers') return [bearer];
  const credentials = [bearer, ...providers.map(({ header }) => ({ [schemeOf(header)]: [] }))];
  return isFor === 'agents' ? credentials : [...credentials, {}];
}

function operationOf(endpoint: Endpoint, answer: AnswerDescription): object {
  const { operation, input, isFor, method } = endpoint;
  const body = input?.in === 'body' ? bodyOf(input.shape) : undefined;
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description:
      `${isFor === 'superusers' ? 'For superusers' : `For ${isFor}, and for superusers`}. ` +
      `Replaced by the GraphQL ${operation.type.toLowerCase()} \`${operation.field}\`.`,
    security: securityOf(isFor),
    ...(input && input.in !== 'body' && { parameters: parametersOf(input.in, input.shape) }),
    ...(body && { requestBody: body }),
    responses: responsesFor(answer, endpoint, method === 'POST'),
  };
}

function linksOf(provider: (typeof providers)[number], answer: AnswerDescription): object {
  return {
    operationId: `${typedId(provider)}-links`,
    tags: [provider.displayName],
    summary: "Where the provider's paths are",
    description: 'For everybody.',
    security: [{}],
    responses: responsesFor(answer, { status: 200, answer: 'Links', errors: [] }, false),
  };
}
