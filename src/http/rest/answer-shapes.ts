import { z } from 'zod';

import { ERROR_STATUS, type ErrorCode } from '../../platform/errors.js';
import { TOKEN_STATUSES } from '../../tokens/token.js';

const instant = z.iso.datetime();
const EXAMPLE_ID = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';

const token = z.object({
  id: z.guid().meta({ description: 'Names the token; of no use as a credential.' }),
  agent_name: z.string().meta({ description: 'The agent it was issued to.' }),
  hint: z.string().meta({ description: 'The prefix and last four characters of the secret.' }),
  status: z.enum(TOKEN_STATUSES).meta({ description: 'Where it stands now.' }),
  scopes: z.array(z.string()).meta({ description: 'What it may be used for.' }),
  created_at: instant.meta({ description: 'When it was issued.' }),
  created_by: z.string().meta({ description: 'Who asked for it.' }),
  expires_at: instant.meta({ description: 'The instant from which it is refused.' }),
  last_used_at: instant.nullable().meta({ description: 'When it was last accepted.' }),
  revoked_at: instant.nullable().meta({ description: 'When it was revoked.' }),
  revoked_reason: z.string().nullable().meta({ description: 'Why it was revoked.' }),
  note: z.string().nullable().meta({ description: 'What its issuer wrote about it.' }),
});

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

/** What the paths answer with, under its name in the API's description, with an example each. */
export const answers = {
  CurrentToken: {
    description: 'The token to use now.',
    shape: z.object({
      agent_name: z.string().meta({ description: 'The agent it belongs to.' }),
      token: z.string().nullable().meta({ description: 'The secret; null unless `valid`.' }),
      expires_at: instant
        .nullable()
        .meta({ description: 'The instant from which it is refused; null unless `valid`.' }),
      valid: z.boolean().meta({ description: 'Whether there is a token to use.' }),
      message: z.string().meta({ description: 'What to do next.' }),
    }),
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
    shape: z.object({
      id: z.string().meta({ description: 'Names the calendar.' }),
      name: z.string().meta({ description: 'Its name on that list.' }),
      summary: z.string().meta({ description: "The same, by Google's word for it." }),
      description: z.string().nullable().meta({ description: 'What it is for.' }),
      time_zone: z.string().meta({ description: 'Its IANA time zone.' }),
      access_role: z
        .enum(['FREE_BUSY_READER', 'READER', 'WRITER', 'OWNER'])
        .meta({ description: 'What the account may do with it.' }),
      primary: z.boolean().meta({ description: "Whether it is the account's own." }),
      selected: z.boolean().meta({ description: 'Whether Google Calendar shows its events.' }),
      background_color: z.string().nullable().meta({ description: 'Its colour.' }),
      account: z.string().meta({ description: 'The Google account whose list it is on.' }),
    }),
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
      generate_token: 'https://gateway.example.com/api/google-calendar-mcp/tokens/generate_token/',
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
} as const;

/** See {@link answers}. */
export type AnswerName = keyof typeof answers;
