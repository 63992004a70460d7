import { useState } from 'react';

import { GenerateToken } from './generate-token.js';
import { NewToken, type ShownToken } from './new-token.js';
import { TokenList } from './token-list.js';
import { PROVIDERS } from './words.js';

/** What a superuser sees: a form for a new token, and each provider's tokens. */
export function Console() {
  const [shown, setShown] = useState<ShownToken>();
  return (
    <>
      <section className="card" aria-labelledby="generate">
        <h2 id="generate">Generate a token</h2>
        <GenerateToken onGenerated={setShown} />
      </section>
      {PROVIDERS.map((provider) => (
        <TokenList key={provider} provider={provider} />
      ))}
      {shown && <NewToken {...shown} onClose={() => setShown(undefined)} />}
    </>
  );
}
