const DEEPEST_INDENT = 6;
const SHOWN_LINK = /^(?:https?|mailto|tel|sips?):/i;
const LONGEST_LINK = 2_048;
const BREAK = /[\r\n]/;
const EVERY_BREAK = /\r\n?|\n/;
const SPACES = /[\t\f\u00a0]| {2}/;
const EVERY_SPACE = /[ \t\f\u00a0]+/g;

/** Plain text that is written piece by piece, as a browser would set it. */
export class TextLines {
  readonly #lines: string[] = [];
  #line = '';
  /** Whether a space would say nothing: at the beginning of a line, and behind another. */
  #isSpaced = true;
  /** What a line begins with once there is something to show in it. */
  #mark = '';
  /** For each list that is open, its next number; 0 for one without numbers. */
  readonly #lists: number[] = [];
  #link: { readonly target: string; text: string } | undefined;
  /** Whether a tag has just ended the line, so that a line break behind it says nothing. */
  #isFresh = false;

  /** Writes text; its own line breaks are kept, since Google shows them. */
  write(text: string): void {
    if (!BREAK.test(text)) {
      this.#append(text);
      return;
    }
    const [first = '', ...others] = text.split(EVERY_BREAK);
    this.#append(first);
    for (const line of others) {
      if (this.#isFresh && this.#line === '') this.#isFresh = false;
      else this.#endLine();
      this.#append(line);
    }
  }

  /** Begins a new line, after an empty one if there is nothing in this. */
  break(): void {
    this.#endLine();
    this.#isFresh = true;
  }

  /** Begins a new line, unless that has been done. */
  block(): void {
    if (this.#line !== '') this.#endLine();
    this.#isFresh = true;
  }

  /** Begins a new line behind an empty one. */
  paragraph(): void {
    this.block();
    if (this.#mark === '' && this.#lines.length > 0 && this.#lists.length === 0) this.#endLine();
    this.#isFresh = true;
  }

  /** Begins a list, with numbers or without. */
  openList(isNumbered: boolean): void {
    this.block();
    this.#lists.push(isNumbered ? 1 : 0);
  }

  /** Ends the list that was begun last. */
  closeList(): void {
    this.block();
    this.#mark = '';
    this.#lists.pop();
  }

  /** Begins an item of a list. */
  item(): void {
    this.block();
    const depth = this.#lists.length - 1;
    const number = this.#lists[depth] ?? 0;
    if (number > 0) this.#lists[depth] = number + 1;
    const indent = '  '.repeat(Math.min(Math.max(depth, 0), DEEPEST_INDENT));
    this.#mark = `${indent}${number > 0 ? `${String(number)}.` : '-'} `;
  }

  /** Sets apart what stands in a row. */
  cell(): void {
    if (this.#line !== '') this.#append(' | ');
  }

  /** Begins a link. */
  openLink(target: string): void {
    this.closeLink();
    const isShown = SHOWN_LINK.test(target) && target.length <= LONGEST_LINK;
    this.#link = isShown ? { target, text: '' } : undefined;
  }

  /** Ends a link, with where it leads unless its own text says that. */
  closeLink(): void {
    const link = this.#link;
    this.#link = undefined;
    if (!link) return;
    const text = link.text.trim();
    if (text === '') this.#append(link.target);
    else if (bare(text) !== bare(link.target)) this.#append(` (${link.target})`);
  }

  /** Everything that was written. */
  text(): string {
    this.closeLink();
    this.block();
    return this.#lines.join('\n').trim();
  }

  #append(text: string): void {
    if (text === '') return;
    if (this.#link) this.#link.text += text;
    const spaced = SPACES.test(text) ? text.replace(EVERY_SPACE, ' ') : text;
    const added = this.#isSpaced && spaced.startsWith(' ') ? spaced.slice(1) : spaced;
    if (added === '') return;
    this.#line += added;
    this.#isSpaced = added.endsWith(' ');
    this.#isFresh = false;
  }

  #endLine(): void {
    const line = this.#line.trimEnd();
    this.#line = '';
    this.#isSpaced = true;
    if (line === '') {
      if (this.#lines.at(-1) !== '') this.#lines.push('');
      return;
    }
    this.#lines.push(this.#mark + line);
    this.#mark = '';
  }
}

/** An address without what people leave out of it. */
function bare(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
}
