import { useMutation } from '@apollo/client/react';
import { useId, useRef, type FormEvent } from 'react';

import type { IntegrationProvider } from './generated/graphql.js';
import type { ShownToken } from './new-token.js';
import { GenerateTokenMutation, TokensQuery } from './operations.js';
import { PROVIDERS, PROVIDER_WORDS, wordsForError } from './words.js';

const DAY_SECONDS = 86_400;
const LIFETIME_DAYS = [1, 7, 30, 90, 366];

interface GenerateTokenProps {
  /** Called with the secret, which the gateway does not show again to a list. */
  readonly onGenerated: (token: ShownToken) => void;
}

/** The form that makes a new token the current one of an agent. */
export function GenerateToken({ onGenerated }: GenerateTokenProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [generate, { loading, error }] = useMutation(GenerateTokenMutation, {
    // The answer has the secret in it, which no cache needs to keep.
    fetchPolicy: 'no-cache',
    refetchQueries: [TokensQuery],
  });

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (loading) return;
    const fields = new FormData(event.currentTarget);
    const input = {
      provider: fields.get('provider') as IntegrationProvider,
      agent: String(fields.get('agent')).trim(),
      ttlSeconds: Number(fields.get('days')) * DAY_SECONDS,
    };
    // What is refused is in `error`.
    const { data } = await generate({ variables: { input } }).catch(() => ({ data: undefined }));
    if (!data) return;
    const { token, integrationToken } = data.generateToken;
    form.current?.reset();
    onGenerated({ secret: token, ...integrationToken });
  }

  return (
    <form ref={form} className="row" onSubmit={(event) => void submit(event)}>
      <div>
        <label htmlFor={`${id}-provider`}>Provider</label>
        <select id={`${id}-provider`} name="provider" autoFocus>
          {PROVIDERS.map((provider) => (
            <option key={provider} value={provider}>
              {PROVIDER_WORDS[provider]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-agent`}>Agent</label>
        <input id={`${id}-agent`} name="agent" autoComplete="off" spellCheck={false} required />
      </div>
      <div>
        <label htmlFor={`${id}-days`}>Lifetime</label>
        <select id={`${id}-days`} name="days" defaultValue={30}>
          {LIFETIME_DAYS.map((days) => (
            <option key={days} value={days}>
              {days === 1 ? '1 day' : `${days} days`}
            </option>
          ))}
        </select>
      </div>
      {/* A button that is disabled loses the focus, which the dialog is to give back to it. */}
      <button type="submit" className="primary" aria-disabled={loading}>
        {loading ? 'Generating…' : 'Generate'}
      </button>
      {error && (
        <p role="alert" className="problem">
          {wordsForError(error)}
        </p>
      )}
    </form>
  );
}
