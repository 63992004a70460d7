import { BlockList, isIP } from 'node:net';

const CIDR = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/;
const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** A set of IP networks. */
export interface Networks {
  /** Whether an address, IPv4-mapped IPv6 included, lies in one of them. */
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
      const plain = plainAddress(address);
      const version = isIP(plain);
      return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

/** An address without the IPv6 wrapping that dual-stack sockets put around IPv4. */
export function plainAddress(address: string): string {
  return MAPPED_IPV4.exec(address)?.[1] ?? address;
}

/** An IPv4 address with a port behind it, or any address in brackets, with a port or without. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([^\]]+)\](?::\d+)?)$/;

/** IPv4-mapped IPv6 as a URL's host writes it: two groups of hexadecimal digits. */
const MAPPED_GROUPS = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * What a limit counts as one client: an IPv4 address itself, and of an IPv6 address its first 64
 * bits as `…::/64`, since a host has all the others to itself. Ports and zone ids do not count, and
 * IPv4-mapped IPv6 is IPv4. Any other text is returned as it is.
 */
export function addressBlock(address: string): string {
  const plain = plainAddress(address);
  if (isIP(plain) === 4) return plain;
  const [, ipv4, bracketed] = WITH_PORT.exec(plain) ?? [];
  const [host = ''] = (ipv4 ?? bracketed ?? plain).split('%');
  if (isIP(host) === 4) return host;
  if (isIP(host) !== 6) return address;
  const canonical = canonicalIPv6(host);
  const [, high, low] = MAPPED_GROUPS.exec(canonical) ?? [];
  if (high !== undefined && low !== undefined) return dotted(high, low);
  const [head = '', tail] = canonical.split('::');
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
