// The peer: what one gets from the documentation of @as-integrations/fastify, answering a constant.
//
//   node bench/servers/bare-server.js [--no-cache-control]
//
// Fastify() and ApolloServer with nothing but their defaults, and NODE_ENV=production as for the
// gateway. With --no-cache-control one default less, the plugin that instruments every field: a
// stricter peer, since the gateway leaves that plugin out too.
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';

const typeDefs = `#graphql
  type Constant {
    header: String!
    token: String
    expiresAt: String
    refreshAt: String
    valid: Boolean!
    message: String!
  }
  type Query {
    constant: Constant!
  }
`;

const constant = {
  header: 'X-LiveKit-Token',
  token: `itg_lk_${'0'.repeat(49)}`,
  expiresAt: '2030-01-31T00:00:00.000Z',
  refreshAt: '2030-01-21T00:00:00.000Z',
  valid: true,
  message: 'Send the token in the X-LiveKit-Token header. Ask again from refreshAt on.',
};

const fastify = Fastify();
const plugins = [fastifyApolloDrainPlugin(fastify)];
if (process.argv.includes('--no-cache-control')) {
  plugins.push(ApolloServerPluginCacheControlDisabled());
}
const apollo = new ApolloServer({
  typeDefs,
  resolvers: { Query: { constant: () => constant } },
  plugins,
});
await apollo.start();
await fastify.register(fastifyApollo(apollo));
const url = await fastify.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ url }));
