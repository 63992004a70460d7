import type { Command } from 'commander';

import { keyHolderCommand } from './key-holder.js';

/** `token-gateway verifier …` */
export function verifierCommand(): Command {
  return keyHolderCommand('verifier', {
    group: 'govern which back ends may introspect tokens',
    list: 'list verifiers',
  });
}
