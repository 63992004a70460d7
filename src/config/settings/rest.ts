import { z } from 'zod';

import { onOrOff } from '../shapes.js';

/** How the older REST paths are served. */
export interface RestSettings {
  /** Whether there is anything at `/api/` at all. */
  readonly isServed: boolean;
  /** Whether its answers say that they are deprecated. */
  readonly isDeprecated: boolean;
  /** When it will be gone; `undefined` while nobody has decided. */
  readonly sunsetAt: Date | undefined;
  /** Whether its description and the page that shows it are served. */
  readonly hasDocs: boolean;
}

/** The shapes of the settings about the older REST paths. */
export const restShapes = {
  LEGACY_API: z.enum(['on', 'quiet', 'off'], 'must be on, quiet or off').default('on'),
  LEGACY_API_SUNSET: z.iso.date('must be a day of the calendar, as in 2027-12-31').optional(),
  API_DOCS: onOrOff.default(true),
};

/** How the settings want the older REST paths served; a sunset is the end of its day, in UTC. */
export function restOf(values: {
  readonly LEGACY_API: 'on' | 'quiet' | 'off';
  readonly LEGACY_API_SUNSET?: string | undefined;
  readonly API_DOCS: boolean;
}): RestSettings {
  const { LEGACY_API: mode, LEGACY_API_SUNSET: day } = values;
  return Object.freeze({
    isServed: mode !== 'off',
    isDeprecated: mode === 'on',
    sunsetAt: day === undefined ? undefined : new Date(`${day}T23:59:59Z`),
    hasDocs: values.API_DOCS,
  });
}
