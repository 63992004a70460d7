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

/** The addresses of this machine to itself: 127.0.0.0/8 and ::1. */
export const loopback: Networks = createNetworks(['127.0.0.0/8', '::1/128']);
