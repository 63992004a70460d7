import { expect, test } from 'vitest';

import { commandName } from '../../src/platform/command-name.js';

test.each([
  ['/srv/gateway/dist/cli/index.js', '/srv/gateway', 'node dist/cli/index.js'],
  ['/srv/gateway/dist/cli/index.js', '/srv/other', 'node /srv/gateway/dist/cli/index.js'],
  ['/srv/gateway/node_modules/.bin/token-gateway', '/srv', 'npx --no-install token-gateway'],
  ['/usr/local/bin/token-gateway', '/srv/gateway', 'token-gateway'],
])('a program started as %s in %s is called %s', (script, folder, name) => {
  expect(commandName(script, folder)).toBe(name);
});
