import type { ServedResolver } from '../schema/served-resolver.js';
import { AgentActivityResolver } from './activity/activity.resolver.js';
import { TokenChangeResolver } from './current/change.resolver.js';
import { IntrospectionResolver } from './introspection/introspection.resolver.js';
import { TokenLifecycleResolver } from './lifecycle/lifecycle.resolver.js';
import type { TokenResolverServices } from './module.js';
import { TokenResolver } from './token.resolver.js';

/** The resolvers of integration tokens. */
export const tokenResolvers: readonly ServedResolver<TokenResolverServices>[] = [
  {
    type: TokenResolver,
    create: ({ tokens, currentTokens, clock }) => new TokenResolver(tokens, currentTokens, clock),
  },
  {
    type: TokenLifecycleResolver,
    create: ({ tokens, revocations, clock }) =>
      new TokenLifecycleResolver(tokens, revocations, clock),
  },
  {
    type: TokenChangeResolver,
    create: ({ tokenChanges, currentTokens }) =>
      new TokenChangeResolver(tokenChanges, currentTokens),
  },
  {
    type: AgentActivityResolver,
    create: ({ agentActivity }) => new AgentActivityResolver(agentActivity),
  },
  {
    type: IntrospectionResolver,
    create: ({ introspection, accessTokens }) =>
      new IntrospectionResolver(introspection, accessTokens),
  },
];
