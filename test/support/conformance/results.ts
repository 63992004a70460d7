import { gatewayActor } from '../../../src/platform/actor.js';
import { startGateway } from '../gateway.js';
import { bearer, createAgentKey, registerAgent } from '../tokens.js';
import { startCredentialProxy } from './credential-proxy.js';
import { fixtureServer } from './fixture-server.js';
import { REVISIONS, runSuite, type SuiteResult } from './suite.js';

/** What failed in each revision. */
export type Results = ReadonlyMap<string, SuiteResult>;

const SCOPES = ['livekit.join', 'livekit.admin'];

/**
 * Runs the suite against a gateway in every revision, as an agent.
 *
 * @param server - whether the gateway answers with its own tools, or with those of the suite
 */
export async function resultsOf(server: 'gateway' | 'fixture'): Promise<Results> {
  let agent = '';
  let scopes = SCOPES;
  const changeTools = async (): Promise<void> => {
    scopes = scopes === SCOPES ? SCOPES.slice(1) : SCOPES;
    await gateway.app.services.agents.update(agent, { scopes }, gatewayActor);
  };
  const options = server === 'gateway' ? {} : { createMcpServer: fixtureServer(changeTools) };
  const gateway = await startGateway(options);
  agent = await registerAgent(gateway, { renewal: 'AUTOMATIC', scopes });
  const key = await createAgentKey(gateway, agent);
  const proxy = await startCredentialProxy(gateway.url, bearer(key));
  try {
    const runs = REVISIONS.map(
      async (revision) => [revision, await runSuite(`${proxy.url}/mcp`, revision)] as const,
    );
    return new Map(await Promise.all(runs));
  } finally {
    await proxy.stop();
    await gateway.stop();
  }
}
