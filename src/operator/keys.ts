import { z } from 'zod';

import type { AuditChainService } from '../audit/chains/chain.service.js';
import { ROTATION_OUTCOMES, SHELVES } from '../encryption/rotation/rotation.js';
import type { KeyRotationService } from '../encryption/rotation/rotation.service.js';
import { read } from './arguments.js';
import type { Operations } from './operation.js';

const LARGEST_BATCH = 5_000;

const counted = z.number().int().nonnegative();

const shapes = {
  step: z.object({
    from: z
      .object({ shelf: z.enum(SHELVES), keyId: z.string().nullable(), id: z.uuid().nullable() })
      .nullable(),
    batchSize: z
      .number()
      .int()
      .min(1, 'must be at least 1')
      .max(LARGEST_BATCH, `must be at most ${String(LARGEST_BATCH)}`),
  }),
  end: z.object({ outcome: z.enum(ROTATION_OUTCOMES), reencrypted: counted, unreadable: counted }),
};

/**
 * What the operator does about encryption keys. A rotation is many operations, so that it takes
 * turns with the requests of a gateway that serves meanwhile.
 */
export function keyOperations(
  keyRotation: KeyRotationService,
  auditChains: AuditChainService,
): Operations {
  return {
    'keys list': () => keyRotation.list(),
    'keys generate': async (_args, actor) => {
      const made = await keyRotation.generate(actor);
      if (made.file !== null) await auditChains.useFirstKey();
      return made;
    },
    'keys rotate due': () => keyRotation.countDue(),
    'keys rotate batch': async (args) => {
      const { from, batchSize } = read(shapes.step, args);
      if (from === null) await auditChains.useFirstKey();
      return keyRotation.step(from, batchSize);
    },
    'keys rotate end': async (args, actor) => keyRotation.end(read(shapes.end, args), actor),
  };
}
