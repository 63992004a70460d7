import { BlockList, isIP } from 'node:net';

const CIDR = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/;
/** A set of IP networks. */
export interface Networks {
  /** Whether an address, in any form that {@link readAddress} takes, lies in one of them. */
  includes(address: string): boolean;
}

/** Whether a text is an IP address or a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  const [, address, length] = CIDR.exec(text) ?? [];
  if (address === undefined) return false;
  const version = isIP(address);
  if (version === 0) return false;
  return length === undefined || Number(length) <= (version === 4 ? 32 : 128);
}

/** Builds the set of the given networks, each of which must pass {@link isNetwork}. */
export function createNetworks(networks: readonly string[]): Networks {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(length ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return {
    includes: (address) => {
      const plain = readAddress(address);
      return plain !== undefined && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

/**
 * An IPv4 address with a port, an address in brackets, with a port or without, or an address alone.
 */
const REPORTED = /^(?:(\d+(?:\.\d+){3}):(\d{1,5})|\[([^[\]]+)\](?::(\d{1,5}))?|([^[\]]+))$/;

/** IPv4-mapped IPv6 in canonical form: two groups of hexadecimal digits. */
const MAPPED_GROUPS = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * Reads an IP address as sockets and proxies write it: alone, with a port (`192.0.2.7:443`,
 * `[2001:db8::7]:443`), in brackets, or with a zone id.
 *
 * @returns the address alone, without port and zone id, IPv6 in the form of RFC 5952 and
 *   IPv4-mapped IPv6 as IPv4; `undefined` for every other text
 */
export function readAddress(text: string): string | undefined {
  const [, ipv4, ipv4Port, bracketed, port, alone] = REPORTED.exec(text) ?? [];
  if (Number(ipv4Port ?? port ?? 0) > 65_535) return undefined;
  const [address = ''] = (alone ?? ipv4 ?? bracketed ?? '').split('%');
  const version = isIP(address);
  if (version !== 6) return version === 4 ? address : undefined;
  const canonical = canonicalIPv6(address);
  const [, high, low] = MAPPED_GROUPS.exec(canonical) ?? [];
  return high !== undefined && low !== undefined ? dotted(high, low) : canonical;
}

/**
 * What a limit counts as one client: an IPv4 address itself, and of an IPv6 address its first 64
 * bits as `…::/64`, since a host has all the others to itself. Any other text is returned as it is.
 */
export function addressBlock(text: string): string {
  const address = readAddress(text);
  if (address === undefined) return text;
  if (isIP(address) === 4) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  const prefix = [...before, ...zeros, ...after].slice(0, 4).join(':');
  return `${canonicalIPv6(`${prefix}::`)}/64`;
}

/** RFC 5952: one way to write each address. */
function canonicalIPv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function dotted(high: string, low: string): string {
  const bits = parseInt(high, 16) * 0x1_0000 + parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => String((bits >>> shift) & 0xff)).join('.');
}

/** The addresses of this machine to itself: 127.0.0.0/8 and ::1. */
export const loopback: Networks = createNetworks(['127.0.0.0/8', '::1/128']);
