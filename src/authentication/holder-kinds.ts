import { SUPERUSER_KEY_PREFIX, VERIFIER_KEY_PREFIX } from '../platform/secrets/secret.js';
import type { KeyHolderService } from '../superusers/key-holder.service.js';

/** A kind of principal that is known by a key of its own. */
export interface HolderKind {
  readonly kind: 'SUPERUSER' | 'VERIFIER';
  readonly noun: 'superuser' | 'verifier';
  /** The two letters after `itg_` in its keys. */
  readonly prefix: string;
  readonly holders: KeyHolderService;
}

/** Every kind of key holder. */
export function holderKinds(
  superusers: KeyHolderService,
  verifiers: KeyHolderService,
): readonly HolderKind[] {
  return [
    {
      kind: 'SUPERUSER',
      noun: 'superuser',
      prefix: SUPERUSER_KEY_PREFIX,
      holders: superusers,
    },
    { kind: 'VERIFIER', noun: 'verifier', prefix: VERIFIER_KEY_PREFIX, holders: verifiers },
  ];
}
