import { Arg, Int } from 'type-graphql';

import { PAGE_SIZE } from '../platform/page.js';

/** The argument `first` of a Relay list; checked by `pageSize`. */
export function First(): ReturnType<typeof Arg> {
  return Arg('first', () => Int, {
    defaultValue: PAGE_SIZE.default,
    nullable: true,
    description: 'How many to answer with, 1 to 200.',
  });
}

/** The argument `after` of a Relay list. */
export function After(): ReturnType<typeof Arg> {
  return Arg('after', () => String, {
    nullable: true,
    description: 'The cursor behind which to go on: the last page’s `endCursor`.',
  });
}
