import { open, seal, type EncryptionKey, type RandomSource } from '../../platform/crypto.js';

/** The key of audit events that belongs to an encryption key's row, sealed by another key. */
export interface SealedAuditKey {
  readonly auditKeyCiphertext: Buffer;
  readonly auditKeySealedBy: string;
}

/** Seals the audit key of a row; bound to its purpose, the row and the sealing key. */
export function sealAuditKey(
  { id, auditKey }: { id: string; auditKey: Buffer },
  sealer: EncryptionKey,
  random: RandomSource,
): SealedAuditKey {
  const text = auditKey.toString('base64');
  const { ciphertext } = seal(sealer, text, contextOf(id, sealer), random);
  return { auditKeyCiphertext: ciphertext, auditKeySealedBy: sealer.id };
}

/** The audit key of a row; `undefined` when it does not open with that key. */
export function openAuditKey(
  row: { readonly id: string; readonly auditKeyCiphertext: Buffer | null },
  sealer: EncryptionKey,
): Buffer | undefined {
  if (!row.auditKeyCiphertext) return undefined;
  try {
    return Buffer.from(open(sealer, row.auditKeyCiphertext, contextOf(row.id, sealer)), 'base64');
  } catch {
    return undefined;
  }
}

function contextOf(id: string, sealer: EncryptionKey): string {
  return JSON.stringify(['audit key', id, sealer.id]);
}
