import { providers } from '../../providers/registry.js';
import { packageVersion } from '../../platform/package-root.js';
import type { Endpoint } from './endpoint.js';
import { endpoints } from './endpoints.js';
import { answerSchemas, bodyOf, parametersOf } from './openapi-schemas.js';
import { errorResponses, responsesFor } from './openapi-responses.js';
import { folderOf } from './token-endpoints.js';

const INTRODUCTION = `The paths of an older REST service, for the clients that it left behind. Each of
them is an operation of the GraphQL schema at \`/graphql\` in another form; new clients had better use
that. Every path answers with and without its final slash.`;

const schemeOf = (header: string): string => header.replaceAll('-', '');

/** The description of the REST paths by OpenAPI 3.1, made from what checks their input. */
export function describeRest(publicUrl: string | undefined): object {
  const paths: Record<string, object> = {};
  for (const endpoint of endpoints) {
    paths[`/api${endpoint.path}`] = { [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  for (const provider of providers) paths[`/api/${folderOf(provider)}/`] = linksOf(provider);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Token Gateway: the older REST paths',
      version: packageVersion(),
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl ?? '/' }],
    tags: [
      ...providers.map(({ displayName, description }) => ({ name: displayName, description })),
      { name: 'Calendars', description: 'What an agent does with its token.' },
    ],
    paths,
    components: {
      schemas: answerSchemas(),
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

function operationOf(endpoint: Endpoint): object {
  const { operation, input, isFor, method } = endpoint;
  const body = input?.in === 'body' ? bodyOf(input.shape) : undefined;
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description:
      `${isFor === 'superusers' ? 'For superusers' : `For ${isFor}, and for superusers`}. ` +
      `Replaced by the GraphQL ${operation.type.toLowerCase()} \`${operation.field}\`.`,
    deprecated: true,
    security: securityOf(isFor),
    ...(input && input.in !== 'body' && { parameters: parametersOf(input.in, input.shape) }),
    ...(body && { requestBody: body }),
    responses: responsesFor(endpoint, method === 'POST'),
  };
}

function linksOf(provider: (typeof providers)[number]): object {
  return {
    get: {
      operationId: `${folderOf(provider)}-links`,
      tags: [provider.displayName],
      summary: "Where the provider's paths are",
      description: 'For everybody.',
      deprecated: true,
      security: [{}],
      responses: responsesFor({ status: 200, answer: 'Links', errors: [] }, false),
    },
  };
}
