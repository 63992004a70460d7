// Runs before every test file; what it imports runs once in each process.
import './record-answers.js';
import { afterAll } from 'vitest';

import { clearLeftovers } from './leftovers.js';
import { evidence } from './run-evidence.js';

evidence.beginFile();
afterAll(clearLeftovers);
