import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';

import { Console } from './console.js';
import { SignIn } from './sign-in.js';

interface Session {
  readonly client: ApolloClient;
  readonly name: string;
}

/** The page: who has not shown a superuser's key is asked for one. */
export function App() {
  const [session, setSession] = useState<Session>();
  return (
    <>
      <header>
        <h1>Token Gateway</h1>
        {session && (
          <p>
            Signed in as <strong>{session.name}</strong>{' '}
            <button type="button" onClick={() => setSession(undefined)}>
              Sign out
            </button>
          </p>
        )}
      </header>
      <main>
        {session ? (
          <ApolloProvider client={session.client}>
            <Console />
          </ApolloProvider>
        ) : (
          <SignIn onSignedIn={(client, name) => setSession({ client, name })} />
        )}
      </main>
    </>
  );
}
