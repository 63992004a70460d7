import type { PresentedConnection } from '../../google/connections/presenter.js';
import { countOf } from '../../platform/text/count-of.js';
import { found, foundEach, type Finding, type FindingCode } from '../finding.js';

type Warning = PresentedConnection['warnings'][number];

/** A connected account, as far as a status tells of it. */
export interface StatusAccount extends Pick<
  PresentedConnection,
  'account' | 'kind' | 'lastError' | 'missingScopes' | 'state'
> {
  readonly warnings: readonly Pick<Warning, 'kind' | 'message'>[];
}

interface AccountProblem {
  readonly code: FindingCode;
  readonly account: string;
  readonly message: string;
  readonly action?: string;
}

/** Google accounts that cannot be used, or not for long. */
export function accountFindings(connections: readonly StatusAccount[]): Finding[] {
  const connected = connections.filter(({ state }) => state !== 'REVOKED');
  const problems = connected.flatMap(problemsOf);
  const codes = [...new Set(problems.map(({ code }) => code))];
  return [
    found('ACCOUNTS', `${countOf(connected.length, 'Google account')} connected.`),
    ...codes.flatMap((code) =>
      foundEach(
        problems.filter((problem) => problem.code === code),
        ({ account, message, action }) =>
          found(code, `${account}: ${message}`, {
            subject: account,
            ...(action !== undefined && { action }),
          }),
        (count) => `${countOf(count, 'further account')}.`,
      ),
    ),
  ];
}

function problemsOf({ account, kind, state, lastError, missingScopes, warnings }: StatusAccount) {
  const consent =
    kind === 'USER'
      ? `Have its owner consent: token-gateway google connect --login-hint ${account}`
      : 'Import its key again: token-gateway google import-service-account';
  // The others say in their message what to do.
  const problems = warnings.map((warning): AccountProblem => ({
    code: `ACCOUNT_${warning.kind}`,
    account,
    message: warning.message,
  }));
  if (state === 'NEEDS_CONSENT') {
    const message = lastError ?? 'The access ended.';
    problems.unshift({ code: 'ACCOUNT_NEEDS_CONSENT', account, message, action: consent });
  }
  if (state === 'ACTIVE' && missingScopes.length > 0) {
    const message = `Not granted: ${missingScopes.join(' ')}.`;
    problems.push({ code: 'ACCOUNT_LACKS_SCOPES', account, message, action: consent });
  }
  return problems;
}
