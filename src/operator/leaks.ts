import { z } from 'zod';

import type { LeakService } from '../leaks/leak.service.js';
import { read } from './arguments.js';
import type { Operations } from './operation.js';

const reportLeak = z.object({ secret: z.string(), source: z.string().optional() });

/** What the operator does about secrets that have leaked. */
export function leakOperations(leaks: LeakService): Operations {
  return {
    'token report leak': async (args, actor) => {
      const { secret, source } = read(reportLeak, args);
      return leaks.report({ secret, source, actor });
    },
  };
}
