import { badUserInput } from '../../platform/errors.js';

/** The colours of events, in the order of Google's numbers for them, which begin at 1. */
export const EVENT_COLORS = [
  'LAVENDER',
  'SAGE',
  'GRAPE',
  'FLAMINGO',
  'BANANA',
  'TANGERINE',
  'PEACOCK',
  'GRAPHITE',
  'BLUEBERRY',
  'BASIL',
  'TOMATO',
] as const;

/** See {@link EVENT_COLORS}. */
export type EventColor = (typeof EVENT_COLORS)[number];

const COLOR_OF = new Map<unknown, EventColor>(
  EVENT_COLORS.map((color, index) => [String(index + 1), color]),
);

/** The name of a colour; null for the calendar's own, and for a number that has no name. */
export function colorNamed(colorId: string | null | undefined): EventColor | null {
  return COLOR_OF.get(colorId) ?? null;
}

/**
 * Google's number of the colour that an event is to have, by name or by number; null for the
 * calendar's own, `undefined` for the one that it has.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `color` where both are said
 */
export function colorIdOf({
  color,
  colorId,
}: {
  readonly color?: EventColor | null | undefined;
  readonly colorId?: string | null | undefined;
}): string | null | undefined {
  if (color === undefined) return colorId;
  if (colorId !== undefined) throw badUserInput('color', 'must not be said together with colorId');
  return color === null ? null : String(EVENT_COLORS.indexOf(color) + 1);
}
