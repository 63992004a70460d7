import { GraphiQL, type GraphiQLProps } from 'graphiql';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

import { ask, resultIn, subscribe } from './gateway.js';

/** Where GraphiQL keeps variables. */
const VARIABLES = 'graphiql:variables';

/** Operations that were run, each with its headers, which nobody asked it to keep. */
const HISTORIES: ReadonlySet<string> = new Set(['graphiql:queries', 'graphiql:favorites']);

/** What an explorer begins with. */
export interface Beginning {
  readonly document: string;
  /** As JSON. */
  readonly variables: string;
}

/**
 * Shows GraphiQL in an element.
 *
 * @returns a function that takes it away
 */
export function showGraphiQL(place: HTMLElement, { document, variables }: Beginning): () => void {
  // It takes a document to begin with, and variables from where it keeps them.
  if (sessionStorage.getItem(VARIABLES) === null) sessionStorage.setItem(VARIABLES, variables);
  const root = createRoot(place);
  root.render(
    createElement(GraphiQL, {
      fetcher: run,
      defaultQuery: document,
      defaultEditorToolsVisibility: matchMedia('(max-width: 48rem)').matches ? false : 'headers',
      showPersistHeadersSettings: false,
      storage,
    }),
  );
  return () => {
    root.unmount();
  };
}

/** Where GraphiQL keeps what it shows, as long as its tab is open: there may be secrets in it. */
const storage: NonNullable<GraphiQLProps['storage']> = {
  get length() {
    return sessionStorage.length;
  },
  clear: () => {
    sessionStorage.clear();
  },
  getItem: (name) => sessionStorage.getItem(name),
  removeItem: (name) => {
    sessionStorage.removeItem(name);
  },
  setItem: (name, value) => {
    sessionStorage.setItem(name, HISTORIES.has(name) ? withoutHeaders(value) : value);
  },
};

function withoutHeaders(history: string): string {
  return JSON.stringify(JSON.parse(history), (name, value: unknown) =>
    name === 'headers' ? undefined : value,
  );
}

/** Runs an operation; the one result of a query is a promise, those of a subscription a stream. */
const run: GraphiQLProps['fetcher'] = (operation, { headers = {}, documentAST } = {}) => {
  const { operationName } = operation;
  const definition = documentAST && getOperationAST(documentAST, operationName);
  if (definition?.operation === OperationTypeNode.SUBSCRIPTION) {
    return subscribe(operation, headers);
  }
  return ask(operation, headers).then(resultIn);
};
