// Runs before every test file; what it imports runs once in each process.
import './record-answers.js';
import { afterAll, expect, vi } from 'vitest';

import { clearLeftovers } from './leftovers.js';
import { evidence } from './run-evidence.js';
import { timeLimits } from './time-limits.js';

// Vitest takes them back when the file is done.
vi.setConfig(timeLimits(expect.getState().testPath ?? ''));
evidence.beginFile();
afterAll(clearLeftovers);
