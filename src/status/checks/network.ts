import { GOOGLE_PATHS } from '../../config/settings/google.js';
import { loopback } from '../../platform/network/networks.js';
import type { ProxySighting } from '../../platform/network/proxy-sightings.js';
import { isForOthers } from '../../platform/network/public-address.js';
import { found, foundEach, type Finding } from '../finding.js';
import type { StatusSettings } from '../settings.js';

/**
 * Where the gateway is for others, and whom it trusts because of where they are.
 *
 * @param url - the gateway's own address
 */
export function networkFindings(
  settings: StatusSettings,
  url: string,
  proxies: readonly ProxySighting[],
): Finding[] {
  return [
    ...addressFindings(settings, url),
    ...trustFindings(settings),
    ...proxyFindings(settings.trustProxyHops, proxies),
  ];
}

function addressFindings({ publicUrl, isProduction, google }: StatusSettings, url: string) {
  const source = publicUrl === undefined ? 'derived from HOST and PORT' : 'PUBLIC_URL';
  const findings = [found('PUBLIC_ADDRESS', `The gateway is at ${url}, ${source}.`)];
  if (!google.client) return findings;
  findings.push(
    found(
      'GOOGLE_REDIRECT_URI',
      `Google returns account owners to ${url}${GOOGLE_PATHS.callback}.`,
      {
        action:
          'Register exactly this redirect URI at Google, for the OAuth client: docs/google.md.',
      },
    ),
  );
  if (publicUrl === undefined && isProduction) {
    const message = `Owners of Google accounts would be sent to ${url}, which is this machine.`;
    findings.push(found('PUBLIC_URL_MISSING', message, { action: 'Set PUBLIC_URL.' }));
  }
  if (isForOthers(publicUrl) && url.startsWith('http:')) {
    findings.push(
      found('PUBLIC_URL_INSECURE', 'Google accepts a redirect URI by http for localhost alone.', {
        action: 'Set PUBLIC_URL to an https address.',
      }),
    );
  }
  return findings;
}

function trustFindings(settings: StatusSettings): Finding[] {
  const { trustedNetworks, isProxyUnannounced, trustProxyHops } = settings;
  if (isProxyUnannounced) {
    return [
      found(
        'TRUSTED_NETWORKS_UNUSED',
        'No network is trusted, although AGENT_SYNC_TRUSTED_NETWORKS names some: PUBLIC_URL is set ' +
          'and TRUST_PROXY is not, so every caller may come through a proxy that looks like this machine.',
        {
          action:
            'Set TRUST_PROXY to the number of proxies in front, or set AGENT_SYNC_TRUSTED_NETWORKS ' +
            'to nothing and give the agents keys.',
        },
      ),
    ];
  }
  if (trustedNetworks.length === 0) {
    const message = 'No network is trusted: whoever reads a current token needs a credential.';
    return [found('TRUSTED_NETWORKS', message)];
  }
  const open = trustedNetworks.filter((network) => network.endsWith('/0'));
  if (open.length > 0) {
    return [
      found(
        'TRUSTED_NETWORKS_OPEN',
        `Everybody who reaches the gateway reads all current tokens: ${open.join(', ')} is every address.`,
        { action: 'Name the networks of the agents alone in AGENT_SYNC_TRUSTED_NETWORKS.' },
      ),
    ];
  }
  const proxy = trustProxyHops === 0 ? '' : `, through ${counted(trustProxyHops)}`;
  const message = `Programs ${placesOf(trustedNetworks)} read all current tokens without a credential${proxy}.`;
  return [found('TRUSTED_NETWORKS', message)];
}

function proxyFindings(trustProxyHops: number, proxies: readonly ProxySighting[]): Finding[] {
  return foundEach(
    proxies,
    ({ address, header, seenAt }) =>
      trustProxyHops === 0
        ? found(
            'PROXY_UNANNOUNCED',
            `Requests from ${address} come through a proxy, by their header ${header}; the last at ` +
              `${seenAt.toISOString()}. Limits and the audit log take the proxy for the client.`,
            { subject: address, action: 'Set TRUST_PROXY to the number of proxies in front.' },
          )
        : found(
            'PROXY_PASSED_BY',
            `Requests from ${address} pass fewer than ${counted(trustProxyHops)}, by their header ` +
              `${header}; the last at ${seenAt.toISOString()}. They are from no trusted network.`,
            { subject: address },
          ),
    (count) => `${String(count)} further addresses.`,
  );
}

function counted(hops: number): string {
  return hops === 1 ? 'one proxy' : `${String(hops)} proxies`;
}

/** For example `on this machine and in 10.0.0.0/8`. */
function placesOf(networks: readonly string[]): string {
  const others = networks.filter((network) => !isLoopback(network));
  const here = others.length < networks.length ? ['on this machine'] : [];
  return [...here, ...(others.length > 0 ? [`in ${others.join(', ')}`] : [])].join(' and ');
}

function isLoopback(network: string): boolean {
  const [address = '', length] = network.split('/');
  return loopback.includes(address) && Number(length ?? 32) >= 8;
}
