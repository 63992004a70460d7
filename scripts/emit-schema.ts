import { writeFileSync } from 'node:fs';

import { printGatewaySchema } from '../src/app/schema.js';

/** Writes `schema.graphql` from the code. */
writeFileSync(new URL('../schema.graphql', import.meta.url), printGatewaySchema());
