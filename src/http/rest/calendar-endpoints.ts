import { CALENDAR_FIELDS, selectionOf } from './answer-fields.js';
import { endpoint, type Endpoint } from './endpoint.js';
import { calendarsQuery } from './input-shapes.js';

interface Data {
  readonly calendars: {
    readonly nodes: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** The path about calendars. */
export const calendarEndpoint: Endpoint = endpoint<typeof calendarsQuery, Data>({
  method: 'GET',
  path: '/calendars/',
  operationId: 'calendars',
  tag: 'Calendars',
  summary: 'The calendars of a Google account',
  input: { in: 'query', shape: calendarsQuery },
  operation: {
    type: 'Query',
    field: 'calendars',
    document: `query RestCalendars($connection: ID, $first: Int, $after: String) {
      calendars(connection: $connection, first: $first, after: $after) {
        nodes { ${selectionOf(CALENDAR_FIELDS)} }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    variables: ({ limit, ...page }) => ({ ...page, first: limit }),
    names: {},
    present: ({ calendars: { nodes, pageInfo } }) => ({
      body: nodes,
      nextCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
    }),
  },
  status: 200,
  answer: 'Calendar',
  isList: true,
  isFor: 'agents',
  errors: ['FORBIDDEN', 'NOT_FOUND', 'GOOGLE_CONNECTION_REQUIRED', 'UPSTREAM_ERROR'],
});
