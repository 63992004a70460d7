import type { Command } from 'commander';

import { keyHolderCommand } from './key-holder.js';

/** `token-gateway verifier …` */
export function verifierCommand(): Command {
  return keyHolderCommand('verifier', {
    group: 'make, list and revoke verifiers, which may introspect tokens',
    list: 'list verifiers',
  });
}
