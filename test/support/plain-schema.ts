import type { GraphQLSchema } from 'graphql';

import { AgentResolver } from '../../src/agents/agent.resolver.js';
import { AgentSubjectResolver } from '../../src/agents/agent-subject.resolver.js';
import { AuditResolver } from '../../src/audit/audit.resolver.js';
import { assembleCalendars } from '../../src/calendar-services.js';
import { CalendarResolver } from '../../src/calendars/calendar.resolver.js';
import { EventChangeResolver } from '../../src/calendars/event-change.resolver.js';
import { EventResolver } from '../../src/calendars/event.resolver.js';
import { loadConfig } from '../../src/config.js';
import { GoogleConnectionResolver } from '../../src/google/google-connection.resolver.js';
import { GoogleGrantResolver } from '../../src/google/google-grant.resolver.js';
import { guardSchema } from '../../src/graphql/guard-schema.js';
import { buildGatewaySchema } from '../../src/graphql/schema.js';
import { ViewerResolver } from '../../src/graphql/viewer.resolver.js';
import { RoomResolver } from '../../src/livekit/room.resolver.js';
import { RoomTokenResolver } from '../../src/livekit/room-token.resolver.js';
import { systemRandom } from '../../src/platform/crypto.js';
import type { Services } from '../../src/services.js';
import { IntrospectionResolver } from '../../src/tokens/introspection.resolver.js';
import { TokenChangeResolver } from '../../src/tokens/token-change.resolver.js';
import { TokenLifecycleResolver } from '../../src/tokens/token-lifecycle.resolver.js';
import { TokenResolver } from '../../src/tokens/token.resolver.js';

/** The guarded schema on a gateway's own services, for graphql-js alone to execute. */
export function plainSchema(services: Services): GraphQLSchema {
  const { clock, currentTokens, google, tokens } = services;
  const settings = loadConfig({}).google;
  const calendars = assembleCalendars({
    settings,
    accounts: google.accounts,
    audit: services.audit,
    random: systemRandom,
  });
  const resolvers = {
    agent: new AgentResolver(services.agents, services.agentKeys, services.agentSubjects),
    agentSubject: new AgentSubjectResolver(services.agentSubjects),
    audit: new AuditResolver(services.audit),
    calendar: new CalendarResolver(calendars.calendars, calendars.calls, clock),
    event: new EventResolver(calendars.events, calendars.calls),
    eventChange: new EventChangeResolver(calendars.changes, calendars.calls),
    googleConnection: new GoogleConnectionResolver(google.connections, clock),
    googleGrant: new GoogleGrantResolver({
      ...google,
      clock,
      timeoutSeconds: settings.timeoutSeconds,
    }),
    introspection: new IntrospectionResolver(services.introspection),
    room: new RoomResolver(services.rooms),
    roomToken: new RoomTokenResolver(services.roomTokens),
    token: new TokenResolver(tokens, currentTokens, clock),
    tokenLifecycle: new TokenLifecycleResolver(tokens, services.revocations, clock),
    tokenChange: new TokenChangeResolver(services.tokenChanges, currentTokens),
    viewer: new ViewerResolver(),
  };
  return guardSchema(buildGatewaySchema(resolvers));
}
