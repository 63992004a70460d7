import type { ApolloClient } from '@apollo/client';
import { useId, useState, type FormEvent } from 'react';

import { connect } from './gateway.js';
import { ViewerQuery } from './operations.js';
import { wordsForError } from './words.js';

interface SignInProps {
  /** Called with a client that carries the key, and the superuser's name. */
  readonly onSignedIn: (client: ApolloClient, name: string) => void;
}

/** Asks for a key, and tries it before anything else is shown. */
export function SignIn({ onSignedIn }: SignInProps) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const id = useId();

  async function signIn(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const key = String(new FormData(event.currentTarget).get('key')).trim();
    setProblem(undefined);
    setIsBusy(true);
    try {
      const client = connect(key);
      const { data } = await client.query({ query: ViewerQuery, fetchPolicy: 'no-cache' });
      if (data?.viewer.kind === 'SUPERUSER') {
        onSignedIn(client, data.viewer.name ?? 'superuser');
        return;
      }
      setProblem('This is not a superuser’s key.');
    } catch (error) {
      setProblem(wordsForError(error));
    }
    setIsBusy(false);
  }

  return (
    <form className="card" onSubmit={(event) => void signIn(event)}>
      <h2>Sign in</h2>
      <label htmlFor={`${id}-key`}>Superuser key</label>
      <input
        id={`${id}-key`}
        name="key"
        type="password"
        autoComplete="current-password"
        spellCheck={false}
        required
        autoFocus
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="hint">
        The gateway printed one at its first start. It stays in this page’s memory until you sign
        out or reload.
      </p>
      {problem !== undefined && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <button type="submit" className="primary" aria-disabled={isBusy}>
        {isBusy ? 'Signing in…' : 'Sign in'}
      </button>
    </form>
  );
}
