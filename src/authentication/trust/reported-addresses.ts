import type { IncomingHttpHeaders } from 'node:http';

import { readAddress } from '../../platform/network/networks.js';

/**
 * The addresses that the believed proxies report in `X-Forwarded-For`, the nearest proxy's first.
 * What stands before those was written by the client and is not read.
 *
 * @param trustProxyHops - how many proxies are believed; fewer addresses may be reported
 * @returns them in the form of `readAddress`; `undefined` when one of them is no IP address
 */
export function reportedAddresses(
  headers: IncomingHttpHeaders,
  trustProxyHops: number,
): readonly string[] | undefined {
  if (trustProxyHops === 0) return [];
  const believed = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .slice(-trustProxyHops);
  const addresses = believed
    .map((entry) => readAddress(entry))
    .filter((address) => address !== undefined);
  return addresses.length === believed.length ? addresses.reverse() : undefined;
}
