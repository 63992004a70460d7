import { resolve } from 'node:path';

import { z } from 'zod';

import { onOrOff } from '../shapes.js';

/** Which GraphQL documents are registered, and whether others run at all. */
export interface DocumentSettings {
  /** The absolute path of a manifest, or of a folder of them; `undefined` where there is none. */
  readonly manifestPath: string | undefined;
  /** Whether only registered documents run. */
  readonly areRequired: boolean;
}

/** The shapes of the settings about trusted documents. */
export const documentSettingShapes = {
  TRUSTED_DOCUMENTS: z.string().optional(),
  TRUSTED_DOCUMENTS_ONLY: onOrOff.default(false),
};

/** The settings about trusted documents; what lies at the path is read when the schema is there. */
export function documentSettings(values: {
  readonly TRUSTED_DOCUMENTS?: string | undefined;
  readonly TRUSTED_DOCUMENTS_ONLY: boolean;
}): DocumentSettings {
  const path = values.TRUSTED_DOCUMENTS;
  return Object.freeze({
    manifestPath: path === undefined ? undefined : resolve(path),
    areRequired: values.TRUSTED_DOCUMENTS_ONLY,
  });
}
