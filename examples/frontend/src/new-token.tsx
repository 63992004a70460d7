import { useEffect, useRef, useState } from 'react';

import { wordsForInstant } from './words.js';

/** A token that was just made, with its secret. */
export interface ShownToken {
  readonly secret: string;
  readonly agentName: string;
  readonly expiresAt: string;
}

interface NewTokenProps extends ShownToken {
  readonly onClose: () => void;
}

/** Shows a secret once: when the dialog is closed, the page has forgotten it. */
export function NewToken({ secret, agentName, expiresAt, onClose }: NewTokenProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useRef<HTMLElement>(null);
  const [outcome, setOutcome] = useState('');

  // The browser's own modal dialog keeps the focus inside, closes on Escape, and gives the focus back.
  useEffect(() => dialog.current?.showModal(), []);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      setOutcome('Copied.');
    } catch {
      // Browsers refuse where the page came over plain HTTP from another machine.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      setOutcome(
        'The browser does not let this page copy. The token is selected: copy it yourself.',
      );
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby="new-token" aria-describedby="warning" onClose={onClose}>
      <h2 id="new-token">The new token of {agentName}</h2>
      <p id="warning">
        <strong>This page shows it once.</strong> Whoever has it can act as the agent until{' '}
        {wordsForInstant(expiresAt)}: pass it on in no chat and no ticket. An agent with a key of
        its own fetches it by itself.
      </p>
      <code ref={text} className="secret">
        {secret}
      </code>
      <p role="status">{outcome}</p>
      <button type="button" className="primary" onClick={() => void copy()}>
        Copy
      </button>{' '}
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
