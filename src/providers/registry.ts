import { googleCalendarMcp } from './google-calendar-mcp.js';
import { liveKit } from './livekit.js';
import type { Provider } from './provider.js';

const registered = [liveKit, googleCalendarMcp] as const;

/** The id of a registered provider. */
export type ProviderId = (typeof registered)[number]['id'];

/** What a token of some provider can be used for. */
export type Scope = (typeof registered)[number]['scopes'][number];

/** A provider that the registry knows. */
export interface RegisteredProvider extends Provider {
  readonly id: ProviderId;
  readonly scopes: readonly Scope[];
  readonly optInScopes: readonly Scope[];
  readonly defaultScopes: readonly Scope[];
}

/** Every provider, in the order in which they are shown. */
export const providers: readonly RegisteredProvider[] = registered;

/** Every scope that a token of some provider can have. */
export const ALL_SCOPES: readonly Scope[] = providers.flatMap(({ scopes }) => scopes);

const byId = new Map<string, RegisteredProvider>(providers.map((entry) => [entry.id, entry]));
const byPrefix = new Map<string, RegisteredProvider>(
  providers.map((entry) => [entry.prefix, entry]),
);

/** The provider of that id. */
export function providerById(id: ProviderId): RegisteredProvider {
  const found = byId.get(id);
  if (!found) throw new Error(`No provider is registered as ${id}.`);
  return found;
}

/** The provider whose id is `id` in any case and with `-` for `_`, as people type it. */
export function findProvider(id: string): RegisteredProvider | undefined {
  return byId.get(id.toUpperCase().replaceAll('-', '_'));
}

/** A provider's id as people type it, and as paths have it: the inverse of {@link findProvider}. */
export function typedId({ id }: Pick<Provider, 'id'>): string {
  return id.toLowerCase().replaceAll('_', '-');
}

/** The provider whose tokens start with `itg_<prefix>_`. */
export function findProviderByPrefix(prefix: string): RegisteredProvider | undefined {
  return byPrefix.get(prefix);
}
