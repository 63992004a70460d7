import { withoutNulls } from '../../platform/without-nulls.js';
import { attributesOf } from './attributes.js';
import type { RoomConfigOrder } from './order.js';

/** A configuration as the schema's inputs have it. */
type RoomConfigInput = {
  readonly [F in keyof Omit<RoomConfigOrder, 'tags'>]?: RoomConfigOrder[F] | null;
} & { readonly tags?: readonly { readonly name: string; readonly value: string }[] | null };

/**
 * Returns what an input says of a room's configuration.
 *
 * @param tagsArgument - where its tags are in the call, for messages
 * @throws DomainError `BAD_USER_INPUT` if it has a tag twice
 */
export function roomConfigOf(input: RoomConfigInput, tagsArgument: string): RoomConfigOrder {
  const { tags, ...plain } = withoutNulls(input);
  return { ...plain, ...(tags && { tags: attributesOf(tagsArgument, tags) }) };
}
