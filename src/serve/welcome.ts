import type { App } from '../app/create-app.js';
import type { Config } from '../config/load.js';
import { commandName } from '../platform/command-name.js';
import { providers } from '../providers/registry.js';

/**
 * What a development gateway says to the person who started it: where it is, the superuser's key
 * when this start made one, and two commands that show it at work.
 */
export function welcome(app: App, config: Config): string {
  const graphql = `${app.url}/graphql`;
  const { areRequired: runsNoOthers } = config.documents;
  const lines = [
    '',
    '  Token Gateway is running.',
    '',
    `  In a browser                 ${app.url}/`,
    `  ${runsNoOthers ? 'GraphQL                   ' : 'GraphQL and Apollo Sandbox'}   ${graphql}`,
    `  Superuser key                ${superuserLine(app, config)}`,
    '',
  ];
  if (config.isProxyUnannounced) {
    lines.push(
      '  No token is given without a credential: PUBLIC_URL is set and TRUST_PROXY is not.',
      '',
    );
  }
  const [provider] = providers;
  if (provider && !runsNoOthers && config.agentAutoProvision && config.trustedNetworks.length > 0) {
    const ask = `{ "query": "{ currentToken(agent: \\"${provider.defaultAgent}\\") { token } }" }`;
    const who = '{ "query": "{ viewer { kind name provider scopes } }" }';
    lines.push(
      '  Fetch an agent’s current token:',
      '',
      `TOKEN=$(curl -s ${graphql} -H 'Content-Type: application/json' \\`,
      `  -d '${ask}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
      '',
      '  and use it:',
      '',
      `curl -s ${graphql} -H 'Content-Type: application/json' -H "${provider.header}: $TOKEN" \\`,
      `  -d '${who}'`,
      '',
    );
  }
  return lines.join('\n');
}

function superuserLine(app: App, config: Config): string {
  const { newKey, hasActed } = app.superuser;
  if (newKey !== undefined) return `${newKey}   (shown this once; keep it)`;
  if (config.superuserKey !== undefined) return 'as set by SUPERUSER_KEY';
  const another = `${commandName()} superuser create NAME`;
  return hasActed
    ? `shown at the first start; make another with: ${another}`
    : `shown at the first start, and not used yet; if it is lost, make another: ${another}`;
}
