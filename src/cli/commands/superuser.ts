import type { Command } from 'commander';

import { keyHolderCommand } from './key-holder.js';

/** `token-gateway superuser …` */
export function superuserCommand(): Command {
  return keyHolderCommand('superuser', {
    group: 'govern who governs tokens',
    list: 'list superusers; the one of SUPERUSER_KEY is not stored',
  });
}
