import { inject } from 'vitest';

import { Evidence } from './evidence.js';

/** The evidence of this run; its end looks for secrets in it, and fails the run that has one. */
export const evidence = new Evidence(inject('evidence'));
