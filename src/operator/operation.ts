import type { Actor } from '../platform/actor.js';

/** Operations by name. */
export type Operations = Readonly<
  Record<string, (args: unknown, actor: Actor) => Promise<unknown>>
>;
