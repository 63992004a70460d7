import { test as base, describe, expect } from 'vitest';

import { resultsOf, type Results } from '../support/conformance/results.js';
import { REVISIONS, scenariosOf } from '../support/conformance/suite.js';

/** Checks that fail, by scenario; a check that is named here and succeeds fails the test, too. */
type Exceptions = Readonly<Record<string, readonly string[]>>;

/** What the older revisions have for servers that keep sessions, which the gateway does not. */
const NEED_A_SESSION: Exceptions = {
  // The server asks, and the answer comes by another request.
  'tools-call-sampling': ['tools-call-sampling'],
  'tools-call-elicitation': ['tools-call-elicitation'],
  'elicitation-sep1034-defaults': ['elicitation-sep1034-general'],
  'elicitation-sep1330-enums': ['elicitation-sep1330-general'],
  // Streams that go on, and several of them.
  'server-sse-polling': ['server-sse-polling-session'],
  'server-sse-multiple-streams': ['server-sse-multiple-streams-session'],
  // A call is answered by a stream only where its client asks for its progress.
  'tools-call-with-logging': ['tools-call-with-logging'],
};

/** What the suite can see only of a server that has its tools, prompts and resources. */
const NEED_FIXTURES: Exceptions = {
  'server-stateless': [
    'sep-2575-server-rejects-undeclared-capability',
    'sep-2575-missing-capability-http-400',
    'sep-2575-http-server-no-independent-requests-on-stream',
    'sep-2575-server-no-log-without-loglevel',
    'sep-2575-server-sends-tools-list-changed-on-subscription',
  ],
  caching: [
    'sep-2549-prompts-list-caching-hints',
    'sep-2549-resources-list-caching-hints',
    'sep-2549-resources-templates-list-caching-hints',
  ],
};

/** Scenarios that the gateway's own tools are enough for. */
const NEED_NO_FIXTURES = [
  'server-initialize',
  'server-session-lifecycle',
  'server-stateless',
  'server-sse-multiple-streams',
  'ping',
  'tools-list',
  'dns-rebinding-protection',
  'caching',
  'http-header-validation',
  'input-required-result-unsupported-methods',
];

const test = base
  .extend('gateway', { scope: 'file' }, () => resultsOf('gateway'))
  .extend('fixture', { scope: 'file' }, () => resultsOf('fixture'));

function judge(results: Results, revision: string, scenario: string, expected: Exceptions): void {
  const failed = results.get(revision)?.get(scenario);
  if (!failed) throw new Error('The suite did not run it.');
  const exceptions = expected[scenario] ?? [];
  expect({
    failed: failed.filter(({ id }) => !exceptions.includes(id)),
    succeeded: exceptions.filter((id) => !failed.some((one) => one.id === id)),
  }).toEqual({ failed: [], succeeded: [] });
}

describe.each(REVISIONS)('In the public conformance suite for revision %s', (revision) => {
  const isNewest = revision === '2026-07-28';
  const scenarios = scenariosOf(revision);
  const own = scenarios.filter((name) => NEED_NO_FIXTURES.includes(name));

  test.for(own)('the gateway passes %s', (scenario, { gateway }) => {
    judge(gateway, revision, scenario, isNewest ? NEED_FIXTURES : NEED_A_SESSION);
  });

  test.for(scenarios)(
    'its transport passes %s, with the suite’s tools',
    (scenario, { fixture }) => {
      judge(fixture, revision, scenario, isNewest ? {} : NEED_A_SESSION);
    },
  );
});
