import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway.stop());

const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

describe('GraphQL over HTTP, by the public audits of graphql-http:', () => {
  test.each(audits.filter((audit) => !audit.name.startsWith('MAY')))('$name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? undefined : result.reason).toBeUndefined();
  });

  // Choices that the specification leaves open: written into the report, and no failures.
  test.for(audits.filter((audit) => audit.name.startsWith('MAY')))(
    '$name',
    async ({ fn }, { annotate }) => {
      const result = await fn();
      await annotate(result.status === 'ok' ? 'yes' : `no: ${result.reason}`);
    },
  );
});
