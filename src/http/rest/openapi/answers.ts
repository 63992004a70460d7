import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';

import { ERROR_STATUS, type ErrorCode } from '../../../platform/errors.js';
import { CALENDAR_FIELDS, CURRENT_TOKEN_FIELDS, TOKEN_FIELDS } from '../answer-fields.js';
import { shapeOf } from './shape.js';

const EXAMPLE_ID = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';

const TOKEN_EXAMPLE = {
  id: EXAMPLE_ID,
  agent_name: 'front-desk',
  hint: 'itg_gc_…x7Qa',
  status: 'ACTIVE',
  scopes: ['calendar.read', 'calendar.write'],
  created_at: '2026-11-22T10:00:00.000Z',
  created_by: 'SUPERUSER_KEY',
  expires_at: '2026-11-23T10:00:00.000Z',
  last_used_at: null,
  revoked_at: null,
  revoked_reason: null,
  note: 'for the lobby',
};

/** The token's whole form, with its middle left out: an example must not look like a leak. */
const SECRET_EXAMPLE = 'itg_gc_…';

const errorCodes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** What a path answers with. */
export interface AnswerDescription {
  readonly description: string;
  readonly shape: z.ZodObject;
  readonly example: object;
}

/** The names of answers in the API's description. */
export type AnswerName =
  'CurrentToken' | 'Token' | 'GeneratedToken' | 'Calendar' | 'Links' | 'Error';

/** What the paths answer with; what comes of the schema is described by it. */
export function answersOf(schema: GraphQLSchema): Readonly<Record<AnswerName, AnswerDescription>> {
  const shown = shapeOf(schema, 'IntegrationToken', TOKEN_FIELDS);
  // To GraphQL any text may be an id; a token's is a UUID.
  const token = shown.extend({ id: z.guid().meta(z.globalRegistry.get(shown.shape['id']) ?? {}) });
  return {
    CurrentToken: {
      description: 'The token to use now.',
      shape: shapeOf(schema, 'CurrentToken', CURRENT_TOKEN_FIELDS),
      example: {
        agent_name: 'front-desk',
        token: SECRET_EXAMPLE,
        expires_at: '2026-11-23T10:00:00.000Z',
        valid: true,
        message: 'Send the token in the X-Google-MCP-Token header. Ask again before expires_at.',
      },
    },
    Token: { description: 'A token without its secret.', shape: token, example: TOKEN_EXAMPLE },
    GeneratedToken: {
      description: 'A new token.',
      shape: token.extend({
        token: z.string().meta({ description: 'The secret.' }),
        valid: z.literal(true).meta({ description: 'It can be used at once.' }),
        message: z.string().meta({ description: 'What to do next.' }),
      }),
      example: {
        ...TOKEN_EXAMPLE,
        token: SECRET_EXAMPLE,
        valid: true,
        message: 'The token was generated. The agent gets it by current-token.',
      },
    },
    Calendar: {
      description: "A calendar on a Google account's list.",
      shape: shapeOf(schema, 'Calendar', CALENDAR_FIELDS),
      example: {
        id: 'front-desk@example.com',
        name: 'Front desk',
        summary: 'Front desk',
        description: null,
        time_zone: 'Europe/Berlin',
        access_role: 'OWNER',
        primary: true,
        selected: true,
        background_color: '#9fe1e7',
        account: 'front-desk@example.com',
      },
    },
    Links: {
      description: 'Where the paths of a provider are.',
      shape: z.object({
        tokens: z.url().meta({ description: 'Its tokens.' }),
        current_token: z.url().meta({ description: 'The current token of an agent.' }),
        generate_token: z.url().meta({ description: 'Where a new token is asked for, by POST.' }),
      }),
      example: {
        tokens: 'https://gateway.example.com/api/google-calendar-mcp/tokens/',
        current_token: 'https://gateway.example.com/api/google-calendar-mcp/tokens/current-token/',
        generate_token:
          'https://gateway.example.com/api/google-calendar-mcp/tokens/generate_token/',
      },
    },
    Error: {
      description: 'What was wrong.',
      shape: z.object({
        detail: z.string().meta({ description: 'What was wrong and what to do, for people.' }),
        code: z.enum(errorCodes).meta({ description: 'The same for programs.' }),
      }),
      example: { detail: 'This token expired.', code: 'UNAUTHENTICATED' },
    },
  };
}
