import type { Command } from 'commander';

import { keyHolderCommand } from './key-holder.js';

/** `token-gateway superuser …` */
export function superuserCommand(): Command {
  return keyHolderCommand('superuser', {
    group: 'make, list and revoke superusers, who govern all tokens',
    list: 'list superusers; the one of SUPERUSER_KEY is not stored',
  });
}
