import { BlockList, isIPv4 } from 'node:net';
import { crc32 } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { open, seal, systemRandom, type EncryptionKey } from '../../src/platform/crypto.js';
import { decodePosition, encodePosition } from '../../src/platform/cursor.js';
import { createNetworks, isNetwork } from '../../src/platform/network/networks.js';
import { createRedact } from '../../src/platform/secrets/redact.js';
import { createSecret, secretHint, secretPrefix } from '../../src/platform/secrets/secret.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array));
const prefix = fc.constantFrom('lk', 'gc', 'su', 'ag');
const secret = fc.tuple(prefix, bytes(32)).map(([start, body]) => createSecret(start, () => body));

describe('a secret', () => {
  test('has the form of the contract, whatever the random bytes', () => {
    fc.assert(
      fc.property(prefix, bytes(32), (start, body) => {
        const made = createSecret(start, () => body);
        expect(made).toMatch(new RegExp(`^itg_${start}_[0-9A-Za-z]{49}$`));
        expect(secretPrefix(made)).toBe(start);
      }),
    );
  });

  test('holds all of its random bytes: they can be read back', () => {
    fc.assert(
      fc.property(bytes(32), (body) => {
        const text = createSecret('lk', () => body).slice(7, 50);
        const value = Array.from(text).reduce(
          (sum, letter) => sum * 62n + BigInt(ALPHABET.indexOf(letter)),
          0n,
        );
        expect(value.toString(16).padStart(64, '0')).toBe(body.toString('hex'));
      }),
    );
  });

  test.each([
    ['all zero', 0x00, '0'.repeat(43)],
    ['all 0xff', 0xff, undefined],
  ])('of bytes that are %s has its full length', (_what, byte, expected) => {
    const made = createSecret('gc', (length) => Buffer.alloc(length, byte));
    expect(made).toHaveLength(56);
    expect(secretPrefix(made)).toBe('gc');
    if (expected) expect(made.slice(7, 50)).toBe(expected);
  });

  test('ends in the base62 CRC-32 of its body, left-padded with 0', () => {
    fc.assert(
      fc.property(secret, (made) => {
        const sum = Array.from(made.slice(50)).reduce(
          (total, letter) => total * 62 + ALPHABET.indexOf(letter),
          0,
        );
        expect(sum).toBe(crc32(made.slice(7, 50)));
      }),
    );
  });

  test('is refused after the change of any one character of its body or checksum', () => {
    fc.assert(
      fc.property(
        secret,
        fc.integer({ min: 7, max: 55 }),
        fc.constantFrom(...Array.from(ALPHABET)),
        (made, place, letter) => {
          fc.pre(made[place] !== letter);
          const changed = made.slice(0, place) + letter + made.slice(place + 1);
          expect(secretPrefix(changed)).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('is refused when something is added, cut off or turned round', () => {
    fc.assert(
      fc.property(secret, fc.string({ minLength: 1, maxLength: 5 }), (made, more) => {
        for (const wrong of [
          made + more,
          more + made,
          made.slice(0, -1),
          made.slice(1),
          `${made}\n`,
        ]) {
          expect(secretPrefix(wrong)).toBeUndefined();
        }
      }),
    );
  });

  test('is never found in an arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => secretPrefix(text) === undefined),
    );
  });

  test('shows no more than its last four characters in its hint', () => {
    fc.assert(
      fc.property(secret, (made) => {
        expect(secretHint(made)).toBe(`${made.slice(0, 7)}…${made.slice(-4)}`);
      }),
    );
  });
});

const key = fc.tuple(fc.constantFrom('a', 'b'), bytes(32)).map(([id, raw]) => ({ id, key: raw }));
const sealedUnder = (one: EncryptionKey, text: string, context: string) =>
  seal(one, text, context, systemRandom).ciphertext;

describe('a ciphertext', () => {
  test('opens with its key and context, and never looks the same twice', () => {
    fc.assert(
      fc.property(key, fc.string({ unit: 'grapheme' }), fc.string(), (one, text, context) => {
        const [first, second] = [sealedUnder(one, text, context), sealedUnder(one, text, context)];
        expect(open(one, first, context)).toBe(text);
        expect(first.equals(second)).toBe(false);
      }),
    );
  });

  test('does not open with another key or in another context', () => {
    fc.assert(
      fc.property(key, key, fc.string(), fc.string(), (one, other, context, elsewhere) => {
        fc.pre(!one.key.equals(other.key) && context !== elsewhere);
        const sealed = sealedUnder(one, 'secret', context);
        expect(() => open(other, sealed, context)).toThrow();
        expect(() => open(one, sealed, elsewhere)).toThrow();
      }),
    );
  });

  test('does not open when any one bit is flipped, or the end is cut off', () => {
    const one = { id: 'k', key: Buffer.alloc(32, 9) };
    const sealed = sealedUnder(one, 'itg_lk_secret', 'row');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open(one, flipped, 'row')).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => open(one, sealed.subarray(0, length), 'row')).toThrow();
    }
  });
});

describe('a cursor', () => {
  const instant = fc.date({
    min: new Date(0),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });

  test('comes back as the place it was made of', () => {
    fc.assert(
      fc.property(instant, fc.uuid(), (at, id) => {
        expect(decodePosition(encodePosition({ at, id }))).toEqual({ at, id });
      }),
    );
  });

  test('is refused when it was not handed out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (text) => {
        expect(() => decodePosition(text)).toThrow(/^after must be a cursor/);
      }),
    );
    fc.assert(
      fc.property(
        instant,
        fc.uuid(),
        fc.nat(68),
        fc.string({ minLength: 1 }),
        (at, id, place, more) => {
          const cursor = encodePosition({ at, id });
          const longer = cursor.slice(0, place) + more + cursor.slice(place);
          let decoded: string | undefined;
          try {
            decoded = encodePosition(decodePosition(longer));
          } catch {
            decoded = undefined;
          }
          expect([longer, undefined]).toContain(decoded);
        },
      ),
    );
  });
});

describe('redaction', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });

  test('takes a secret out of any text, wherever it stands', () => {
    fc.assert(
      fc.property(secret, text, text, (made, before, after) => {
        const redacted = createRedact()(`${before}${made}${after}`);
        expect(redacted).not.toContain(made.slice(7));
        expect(redacted).toContain('[redacted]');
      }),
    );
  });

  test('takes the literal key of SUPERUSER_KEY out, whatever its characters', () => {
    const literal = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 32,
      maxLength: 60,
    });
    fc.assert(
      fc.property(literal, text, text, (value, before, after) => {
        expect(createRedact([value])(`${before}${value}${after}`)).not.toContain(value);
      }),
    );
  });

  test('leaves a text without secrets as it is', () => {
    fc.assert(fc.property(text, (plain) => createRedact()(plain) === plain));
  });
});

describe('networks', () => {
  const length = (most: number) => fc.integer({ min: 0, max: most });

  test('of version 4 hold just the addresses whose first bits are theirs', () => {
    const number = (address: string) =>
      address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), length(32), (base, address, bits) => {
        const size = 2 ** (32 - bits);
        const isInside = Math.floor(number(base) / size) === Math.floor(number(address) / size);
        const network = `${base}/${String(bits)}`;
        expect(isNetwork(network)).toBe(true);
        const networks = createNetworks([network]);
        expect(networks.includes(address)).toBe(isInside);
        expect(networks.includes(`::ffff:${address}`)).toBe(isInside);
        expect(networks.includes(base)).toBe(true);
      }),
    );
  });

  test('of version 6 hold just what Node says they hold, and no address of version 4', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), fc.ipV4(), length(128), (base, address, other, bits) => {
        const list = new BlockList();
        list.addSubnet(base, bits, 'ipv6');
        const networks = createNetworks([`${base}/${String(bits)}`]);
        fc.pre(!address.includes('.'));
        expect(networks.includes(address)).toBe(list.check(address, 'ipv6'));
        if (bits > 96 && !isIPv4(base)) expect(networks.includes(other)).toBe(false);
      }),
    );
  });

  test('that are none at all hold nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (address) => {
        expect(createNetworks([]).includes(address)).toBe(false);
      }),
    );
  });

  test.each(['fe80::1%eth0', 'not an address', '', '1.2.3', '01.2.3.4', '::g'])(
    'do not hold %j, and are not upset by it',
    (address) => {
      expect(createNetworks(['0.0.0.0/0']).includes(address)).toBe(false);
    },
  );

  test('hold a link-local address with its zone', () => {
    expect(createNetworks(['fe80::/10']).includes('fe80::1%eth0')).toBe(true);
  });

  test.each([
    '',
    '/8',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/-1',
    '10.0.0/8',
    'localhost',
    '10.0.0.0/8/8',
    'fe80::1%eth0',
  ])('%j is none', (text) => {
    expect(isNetwork(text)).toBe(false);
  });
});
