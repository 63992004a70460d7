import { z } from 'zod';

import { TTL_SECONDS } from '../../credentials/lifetime.js';
import { NAME, NOTE_LENGTH, wholeNumberRule, type Bounds } from '../../platform/checks.js';
import { PAGE_SIZE } from '../../platform/page.js';
import { TOKEN_STATUSES } from '../../tokens/token.js';

const agentName = z.string(NAME.rule).regex(NAME.pattern, NAME.rule);

/** Forms and query strings know texts alone, and the older service took numbers in them. */
function wholeNumber(bounds: Bounds, unit?: string) {
  const { least, most } = bounds;
  const rule = wholeNumberRule(bounds, unit);
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    z.int(rule).min(least, rule).max(most, rule),
  );
}

/** The parameters of the path of one token. */
export const tokenPath = z.object({
  id: z.guid().meta({ description: 'The id from the list of tokens.' }),
});

/** The query of the path of the current token. */
export function currentTokenQuery(defaultAgent: string) {
  return z.object({
    agent: agentName.default(defaultAgent).meta({
      description: 'Whose token.',
      examples: [defaultAgent],
    }),
  });
}

const page = {
  limit: wholeNumber(PAGE_SIZE)
    .default(PAGE_SIZE.most)
    .meta({ description: 'How many to answer with at most.' }),
  after: z.string('must be a cursor').optional().meta({
    description: 'Where to go on: part of the URL in the header `Link`, relation `next`.',
  }),
};

/** The query of a provider's list of tokens. */
export const tokensQuery = z.object({
  agent: agentName.optional().meta({ description: 'Only tokens of this agent.' }),
  status: z
    .enum(TOKEN_STATUSES, `must be one of: ${TOKEN_STATUSES.join(', ')}`)
    .optional()
    .meta({ description: 'Only tokens that stand like this now.' }),
  ...page,
});

/** The query of the list of calendars. */
export const calendarsQuery = z.object({
  connection: z.string('must be an id or an account').optional().meta({
    description:
      'Which Google account, by its id or address; may be left out by an agent that has one.',
  }),
  ...page,
});

/** The body that asks for a new token. Fields that it does not know are ignored. */
export const tokenOrder = z.object(
  {
    agent_name: agentName.meta({
      description: 'For whom. An unknown agent is registered.',
      examples: ['front-desk'],
    }),
    expires_in: wholeNumber(TTL_SECONDS, 'seconds')
      .nullish()
      .meta({
        description: `The lifetime in seconds; ${String(TTL_SECONDS.default)} when left out.`,
        examples: [86_400],
      }),
    note: z
      .string('must be a text')
      .max(NOTE_LENGTH, `must be at most ${String(NOTE_LENGTH)} characters long`)
      .nullish()
      .meta({ description: 'A remark for people.', examples: ['for the lobby'] }),
  },
  'must be a JSON object or a form',
);
