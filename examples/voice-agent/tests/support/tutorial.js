import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Block
 * @property {string} language
 * @property {string} text - without the line break at its end
 * @property {string} step - the heading above it
 * @property {string | undefined} file - the last file of the example that is linked above it
 */

/**
 * The code blocks of docs/tutorial.md, in order: commands, talks and files.
 *
 * @returns {Block[]}
 */
export function readTutorial() {
  const document = readFileSync(new URL('../../../../docs/tutorial.md', import.meta.url), 'utf8');
  return [...document.matchAll(/^```(sh|console|js|python)\n(.*?)\n```$/gms)].map((match) => {
    const above = document.slice(0, match.index);
    return {
      language: String(match[1]),
      text: String(match[2]),
      step: String([...above.matchAll(/^## (.*)$/gm)].at(-1)?.[1]),
      file: [...above.matchAll(/\]\(\.\.\/examples\/voice-agent\/([\w.-]+)\)/g)].at(-1)?.[1],
    };
  });
}
