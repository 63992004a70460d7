import type { AuditKeys } from '../../db/audit/keys.js';
import type { Queries } from '../../db/database.js';
import { encryptionKeys } from '../../db/tables/tokens.js';
import { keyCheckValue } from '../../platform/crypto.js';
import { openAuditKey } from './sealed-key.js';

/** An HMAC-SHA-256 in base64, as each gateway writes it beside the id of its key. */
const CHECK_VALUE = /^[A-Za-z0-9+/]{43}=$/;

/** All keys under which events can be checked: those at hand, and those sealed in the database. */
export interface Keyring {
  /** The audit key of that id, `undefined` where it is neither at hand nor sealed. */
  auditKeyOf(id: string): Buffer | undefined;
  /** All of them by their ids. */
  readonly all: readonly (readonly [id: string, auditKey: Buffer])[];
  /** Whether a gateway has ever used a key of that id, as far as the database shows. */
  isKnown(id: string): boolean;
  /** Whether the database was keyed from its beginning, so that a plain lane is a forgery. */
  readonly isLogKeyed: boolean;
}

/** Reads the sealed audit keys. One that does not open is as good as missing. */
export async function readKeyring(queries: Queries, keys: AuditKeys): Promise<Keyring> {
  const rows = await queries.select().from(encryptionKeys);
  const sealed = new Map<string, Buffer>();
  for (const row of rows) {
    const sealer = row.auditKeySealedBy === null ? undefined : keys.find(row.auditKeySealedBy);
    const auditKey = sealer && openAuditKey(row, sealer);
    if (auditKey) sealed.set(row.id, auditKey);
  }
  const isLegacy = keys.all.some((key) => {
    const row = rows.find(({ id }) => id === key.id);
    return row?.checkValue === keyCheckValue(key, 'LEGACY');
  });
  return {
    auditKeyOf: (id) => keys.find(id)?.auditKey ?? sealed.get(id),
    all: [...sealed, ...keys.all.map(({ id, auditKey }) => [id, auditKey] as const)],
    isKnown: (id) => rows.some((row) => row.id === id && CHECK_VALUE.test(row.checkValue)),
    isLogKeyed: keys.isLogKeyed || !isLegacy,
  };
}
