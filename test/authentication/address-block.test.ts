import { expect, test } from 'vitest';

import { addressBlock } from '../../src/platform/network/networks.js';

test.each([
  ['an IPv4 address is a block of its own', '192.0.2.7', '192.0.2.7'],
  ['the port of an IPv4 address does not count', '192.0.2.7:51234', '192.0.2.7'],
  ['IPv4 inside IPv6 is IPv4', '::ffff:192.0.2.7', '192.0.2.7'],
  ['also in hexadecimal digits', '::FFFF:c000:207', '192.0.2.7'],
  ['also written out', '0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
  ['also in brackets with a port', '[::ffff:192.0.2.7]:443', '192.0.2.7'],
  ['an IPv6 address is its first 64 bits', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['however it is written', '2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['with zeros in the middle', '2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['with zeros at the end', '2001:db8::7', '2001:db8::/64'],
  ['in brackets', '[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['in brackets with a port', '[2001:db8:1:2::9]:8080', '2001:db8:1:2::/64'],
  ['with a zone id', 'fe80::1%eth0', 'fe80::/64'],
  ['the loopback address', '::1', '::/64'],
  ['any other text is returned as it is', 'unix:/run/x', 'unix:/run/x'],
  ['the empty text too', '', ''],
  ['a number that is too large is no address', '192.0.2.256:80', '192.0.2.256:80'],
])('%s', (_what, address, block) => {
  expect(addressBlock(address)).toBe(block);
});
