import { registerEnumType } from 'type-graphql';

import { providers } from '../providers/registry.js';

/** The schema's `IntegrationProvider`, made from the registry. */
export const IntegrationProvider: Readonly<Record<string, string>> = Object.fromEntries(
  providers.map((provider) => [provider.id, provider.id]),
);

registerEnumType(IntegrationProvider, {
  name: 'IntegrationProvider',
  description: 'A system whose agents carry integration tokens.',
  valuesConfig: Object.fromEntries(
    providers.map((provider) => [provider.id, { description: provider.description }]),
  ),
});
