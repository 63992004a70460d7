import { isNothing } from './scalars.js';
import type { Reading } from './written-form.js';

/** The colours of events by Google's numbers for them; the first is the calendar's own. */
export const COLORS = [
  'default',
  'lavender',
  'sage',
  'grape',
  'flamingo',
  'banana',
  'tangerine',
  'peacock',
  'graphite',
  'blueberry',
  'basil',
  'tomato',
] as const;

/** What people call the colours that Google has other names for. */
const COMMON: Readonly<Record<string, (typeof COLORS)[number]>> = {
  purple: 'grape',
  pink: 'flamingo',
  yellow: 'banana',
  orange: 'tangerine',
  turquoise: 'peacock',
  gray: 'graphite',
  grey: 'graphite',
  blue: 'blueberry',
  green: 'basil',
  red: 'tomato',
};

/** Reads a colour that was written as Google's number of it, or by its common name. */
export function readColor(written: unknown): unknown {
  const word = typeof written === 'number' ? String(written) : written;
  if (typeof word !== 'string') return written;
  const name = word.trim().toLowerCase();
  if (/^\d{1,2}$/.test(name)) return COLORS[Number(name)] ?? written;
  return Object.hasOwn(COMMON, name) ? COMMON[name] : written;
}

/** Reads `colorId`, Google's name for the number of a colour, as the colour. */
export function readColorId(
  written: Readonly<Record<string, unknown>>,
  { refuse }: Reading,
): Readonly<Record<string, unknown>> {
  const { colorId, ...rest } = written;
  if (!Object.hasOwn(written, 'colorId')) return written;
  if (isNothing(colorId)) return rest;
  if (isNothing(rest['color'])) return { ...rest, color: colorId };
  if (readColor(rest['color']) !== readColor(colorId)) {
    refuse('colorId', 'must be that of color; leave one of the two out');
  }
  return rest;
}
