import type { IncomingMessage } from 'node:http';

import { DomainError } from '../../platform/errors.js';
import { parseHost, type Host } from '../../platform/network/host.js';
import { headerValues } from '../credentials.js';

const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;

/**
 * The host that a request asks for, read from the request as it came: RFC 9112 section 3.2.
 *
 * @returns `undefined` for a request of HTTP/1.0 that names none
 * @throws DomainError `BAD_USER_INPUT`, reason `MALFORMED_REQUEST`, when there is no `Host` or more
 *   than one, when it is not a host with an optional port, or when it is not that of a target in
 *   absolute form
 */
export function requestedHost(request: IncomingMessage): Host | undefined {
  const { rawHeaders, httpVersion, url = '/' } = request;
  const values = headerValues(rawHeaders, 'host');
  if (values.length > 1) throw malformed('The request must carry the Host header once.');
  const [value] = values;
  if (value === undefined && httpVersion !== '1.0') {
    throw malformed('The request must carry a Host header.');
  }
  const host = value === undefined ? undefined : validHost(value);
  if (url.startsWith('/') || url === '*') return host;
  const authority = ABSOLUTE_FORM.exec(url)?.[1];
  if (authority === undefined) {
    throw malformed('The request target must be a path, or an http or https URL.');
  }
  const target = validHost(authority);
  if (host && !isSameHost(host, target, url)) {
    throw malformed('The Host header must name the host of the request target.');
  }
  return target;
}

/**
 * Every host of `X-Forwarded-Host`, by which a proxy reports what it was asked for.
 *
 * @throws DomainError as {@link requestedHost} does when one of them is not a host
 */
export function forwardedHosts({ rawHeaders }: IncomingMessage): readonly Host[] {
  return (
    headerValues(rawHeaders, 'x-forwarded-host')
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      // Some proxies send it empty where they have nothing to report.
      .filter((value) => value !== '')
      .map((value) => validHost(value, 'X-Forwarded-Host'))
  );
}

function validHost(text: string, header = 'Host'): Host {
  const host = parseHost(text);
  if (host) return host;
  throw malformed(
    `The ${header} header must be a DNS name or an IP address, with an optional port.`,
  );
}

function isSameHost(host: Host, target: Host, url: string): boolean {
  const standard = /^https:/i.test(url) ? 443 : 80;
  return host.name === target.name && (host.port ?? standard) === (target.port ?? standard);
}

function malformed(message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message, { reason: 'MALFORMED_REQUEST' });
}
