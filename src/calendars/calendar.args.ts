import { Arg, Field, ID } from 'type-graphql';

/** What is said of `connection`, wherever a calendar is asked for. */
export const CONNECTION = {
  nullable: true,
  description: 'The connection to use, by id or account; may be left out by an agent that has one.',
} as const;

/** The argument `connections`, for fields that look at several accounts together. */
export const CONNECTIONS = {
  nullable: true,
  description: 'Several connections to use together, up to 10, in place of `connection`.',
} as const;

/** What is said of `calendar`, wherever an event is asked for. */
export const CALENDAR = {
  nullable: true,
  defaultValue: 'primary',
  description: 'The calendar, by its id or its name; the account’s own when left out.',
} as const;

/** The argument `connection`. */
export function Connection(): ReturnType<typeof Arg> {
  return Arg('connection', () => ID, CONNECTION);
}

/** The argument `calendar`. */
export function Calendar(): ReturnType<typeof Arg> {
  return Arg('calendar', () => ID, CALENDAR);
}

/** The field `account` of an answer. */
export function FromAccount(): PropertyDecorator {
  return Field(() => String, { description: 'The Google account that this came from.' });
}
