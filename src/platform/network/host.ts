import { isIP, isIPv6 } from 'node:net';

/** A host as a request names it: the `uri-host [ ":" port ]` of RFC 9110 section 7.2. */
export interface Host {
  /** A DNS name in lower case, or an IP address without brackets. */
  readonly name: string;
  /** `undefined` where none is named, which means the scheme's own. */
  readonly port: number | undefined;
}

const HOST_AND_PORT = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?$/;
const LABEL = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;
/** A last label that makes URL parsers read the whole name as an IPv4 address. */
const NUMERIC_LABEL = /^(?:\d+|0x[0-9a-f]*)$/i;

/**
 * Reads a `Host` as it was sent. Nothing is decoded or normalised, since a URL parser takes many
 * spellings of an address, and text before an `@`, for something else than other parsers do.
 *
 * @returns `undefined` for everything that is not a DNS name (RFC 3986 section 3.2.2 asks for
 *   those), an IPv4 address in dotted decimals or an IPv6 address in brackets, with an optional
 *   port
 */
export function parseHost(text: string): Host | undefined {
  const [, host, digits] = HOST_AND_PORT.exec(text) ?? [];
  if (host === undefined) return undefined;
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  const name = host.startsWith('[') ? host.slice(1, -1) : host;
  const isValid = host.startsWith('[') ? isIPv6(name) : isIP(name) === 4 || isDnsName(name);
  return isValid ? { name: name.toLowerCase(), port } : undefined;
}

/** Whether a host's name is this machine's everywhere, so that nobody can lead it elsewhere. */
export function isLocalName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

function isDnsName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.');
  return (
    name.length <= 254 &&
    labels.every((label) => LABEL.test(label)) &&
    !NUMERIC_LABEL.test(labels.at(-1) ?? '')
  );
}
