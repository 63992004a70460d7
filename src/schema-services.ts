// Decorators write to it as soon as a resolver's file is loaded.
import 'reflect-metadata';

import type { GraphQLSchema } from 'graphql';

import { AgentResolver } from './agents/agent.resolver.js';
import { AgentSubjectResolver } from './agents/agent-subject.resolver.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { assembleCalendars } from './calendar-services.js';
import { CalendarResolver } from './calendars/calendar.resolver.js';
import { EventChangeResolver } from './calendars/event-change.resolver.js';
import { EventResolver } from './calendars/event.resolver.js';
import { GoogleConnectionResolver } from './google/google-connection.resolver.js';
import { GoogleGrantResolver } from './google/google-grant.resolver.js';
import { guardSchema } from './graphql/guard-schema.js';
import { buildGatewaySchema } from './graphql/schema.js';
import { refuseSecretArguments } from './graphql/secret-arguments.js';
import { ViewerResolver } from './graphql/viewer.resolver.js';
import { RoomResolver } from './livekit/room.resolver.js';
import { RoomTokenResolver } from './livekit/room-token.resolver.js';
import { TokenLifecycleResolver } from './tokens/token-lifecycle.resolver.js';
import { IntrospectionResolver } from './tokens/introspection.resolver.js';
import { TokenChangeResolver } from './tokens/token-change.resolver.js';
import { TokenResolver } from './tokens/token.resolver.js';
import type { Config } from './config.js';
import type { RandomSource } from './platform/crypto.js';
import type { Services } from './services.js';

/** Builds the schema that the gateway serves, on its services and with its rules in front. */
export function assembleSchema(
  config: Config,
  services: Services,
  random: RandomSource,
): GraphQLSchema {
  const { tokens, currentTokens, tokenChanges, clock, introspection, roomTokens, rooms } = services;
  const calendars = assembleCalendars({
    settings: config.google,
    accounts: services.google.accounts,
    audit: services.audit,
    random,
  });
  const resolvers = {
    agent: new AgentResolver(services.agents, services.agentKeys, services.agentSubjects),
    agentSubject: new AgentSubjectResolver(services.agentSubjects),
    audit: new AuditResolver(services.audit),
    calendar: new CalendarResolver(calendars.calendars, calendars.calls, clock),
    event: new EventResolver(calendars.events, calendars.calls),
    eventChange: new EventChangeResolver(calendars.changes, calendars.calls),
    googleConnection: new GoogleConnectionResolver(services.google.connections, clock),
    googleGrant: new GoogleGrantResolver({
      ...services.google,
      clock,
      timeoutSeconds: config.google.timeoutSeconds,
    }),
    introspection: new IntrospectionResolver(introspection),
    room: new RoomResolver(rooms),
    roomToken: new RoomTokenResolver(roomTokens),
    token: new TokenResolver(tokens, currentTokens, clock),
    tokenLifecycle: new TokenLifecycleResolver(tokens, services.revocations, clock),
    tokenChange: new TokenChangeResolver(tokenChanges, currentTokens),
    viewer: new ViewerResolver(),
  };
  return guardSchema(refuseSecretArguments(buildGatewaySchema(resolvers), services.redact));
}
