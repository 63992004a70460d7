import { useQuery } from '@apollo/client/react';
import { useState } from 'react';

import type { IntegrationProvider } from './generated/graphql.js';
import { TokensQuery } from './operations.js';
import { TokenRow } from './token-row.js';
import { PROVIDER_WORDS, wordsForError } from './words.js';

/** A provider's tokens, newest first, a page at a time. */
export function TokenList({ provider }: { readonly provider: IntegrationProvider }) {
  const { data, error, loading, fetchMore, refetch } = useQuery(TokensQuery, {
    variables: { provider },
    notifyOnNetworkStatusChange: true,
  });
  const tokens = data?.integrationTokens;
  const words = PROVIDER_WORDS[provider];
  const [moreError, setMoreError] = useState<unknown>();
  const problem = error ?? moreError;

  async function showMore(): Promise<void> {
    if (loading) return;
    setMoreError(undefined);
    await fetchMore({ variables: { after: tokens?.pageInfo.endCursor } }).catch(setMoreError);
  }

  async function startAgain(): Promise<void> {
    setMoreError(undefined);
    // What fails again is in `error`.
    await refetch().catch(() => undefined);
  }

  return (
    <section className="card" aria-label={words} aria-busy={loading}>
      <h2>
        {words} {tokens && <span className="count">{tokens.totalCount}</span>}
      </h2>
      {problem !== undefined && (
        <p role="alert" className="problem">
          {wordsForError(problem)}{' '}
          <button type="button" onClick={() => void startAgain()}>
            Try again
          </button>
        </p>
      )}
      {!tokens && loading && <p role="status">Loading…</p>}
      {tokens?.totalCount === 0 && <p>No tokens yet. Generate the first one above.</p>}
      {tokens && tokens.totalCount > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Agent</th>
                <th scope="col">Token</th>
                <th scope="col">Status</th>
                <th scope="col">Issued</th>
                <th scope="col">Expires</th>
                <th scope="col">
                  <span className="unseen">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.edges.map(({ node }) => (
                <TokenRow key={node.id} token={node} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {tokens?.pageInfo.hasNextPage && (
        <button type="button" aria-disabled={loading} onClick={() => void showMore()}>
          Show more
        </button>
      )}
    </section>
  );
}
