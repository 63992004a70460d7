import { providers } from '../providers/registry.js';
import { enumOf } from './enum-of.js';

/** The schema's `IntegrationProvider`, made from the registry. */
export const IntegrationProvider = enumOf(
  'IntegrationProvider',
  'A system whose agents carry integration tokens.',
  Object.fromEntries(providers.map(({ id, description }) => [id, description])),
);
