import { showGraphiQL, type Beginning } from './graphiql.js';
import { showSandbox } from './sandbox.js';

const EXPLORERS = ['sandbox', 'graphiql'] as const;
type Explorer = (typeof EXPLORERS)[number];

/** Where a choice is remembered; nothing else is kept by this file. */
const CHOICE = 'token-gateway:explorer';

const place = required('#explorer');
const note = required('#note');
const beginning: Beginning = {
  document: place.dataset['document'] ?? '',
  variables: place.dataset['variables'] ?? '{}',
};
let takeAway: () => void = () => undefined;

for (const explorer of EXPLORERS) {
  required(`button[value=${explorer}]`).addEventListener('click', () => {
    localStorage.setItem(CHOICE, explorer);
    show(explorer);
  });
}
show(localStorage.getItem(CHOICE) === 'graphiql' || !navigator.onLine ? 'graphiql' : 'sandbox');

function show(explorer: Explorer): void {
  takeAway();
  place.className = explorer;
  for (const each of EXPLORERS) {
    required(`button[value=${each}]`).ariaPressed = String(each === explorer);
  }
  if (explorer === 'graphiql') {
    note.textContent = '';
    takeAway = showGraphiQL(place, beginning);
    return;
  }
  note.textContent = 'A page of Apollo’s: it sees what you type into it, and every answer.';
  takeAway = showSandbox(place, beginning, () => {
    show('graphiql');
    note.textContent = 'Apollo Sandbox cannot be reached, so this is GraphiQL.';
  });
}

function required(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
}
