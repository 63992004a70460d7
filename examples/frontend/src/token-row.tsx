import { useMutation } from '@apollo/client/react';

import type { TokensQuery } from './generated/graphql.js';
import { RevokeTokenMutation } from './operations.js';
import { STATUS_WORDS, wordsForError, wordsForInstant } from './words.js';

/** A token as the list has it. */
type Token = TokensQuery['integrationTokens']['edges'][number]['node'];

/** One token, and the button that ends it. */
export function TokenRow({ token }: { readonly token: Token }) {
  // The answer has the token's id and new status, from which the cache mends the list.
  const [revoke, { loading, error }] = useMutation(RevokeTokenMutation);
  const { id, agentName, hint, status, issuedAt, expiresAt } = token;
  const isGood = status === 'ACTIVE' || status === 'RETIRING';

  function askAndRevoke(): void {
    if (!confirm(`Revoke ${hint}? Whoever uses it is refused from now on.`)) return;
    // What is refused is in `error`.
    void revoke({ variables: { input: { id } } }).catch(() => undefined);
  }

  return (
    <tr>
      <td>{agentName}</td>
      <td>
        <code>{hint}</code>
      </td>
      <td>
        <span className={`status ${status.toLowerCase()}`}>{STATUS_WORDS[status]}</span>
      </td>
      <td>
        <time dateTime={issuedAt}>{wordsForInstant(issuedAt)}</time>
      </td>
      <td>
        <time dateTime={expiresAt}>{wordsForInstant(expiresAt)}</time>
      </td>
      <td>
        {isGood && (
          <button
            type="button"
            aria-label={`Revoke ${hint}`}
            disabled={loading}
            onClick={askAndRevoke}
          >
            Revoke
          </button>
        )}
        {error && (
          <span role="alert" className="problem">
            {wordsForError(error)}
          </span>
        )}
      </td>
    </tr>
  );
}
