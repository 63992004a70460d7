import { decodeHTMLStrict } from 'entities';
import { QuoteType, Tokenizer } from 'htmlparser2';

import { TextLines } from './text-lines.js';

/** Google keeps 8,192 characters; of a longer text the rest is not read. */
const LONGEST = 65_536;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Tags that begin a line, or with an empty line before it, or neither. */
const BLOCKS = words(
  'address article aside body br center dd div dl dt fieldset figcaption figure footer form head header hr html li main nav ol section table tbody tfoot thead tr ul',
);
const PARAGRAPHS = words('blockquote h1 h2 h3 h4 h5 h6 p pre');
const INLINE = words(
  'a abbr b bdi bdo big cite code del em font html-blob i img ins kbd label mark o:p q s samp small span strike strong sub sup td th time title tt u var wbr',
);
/** Tags whose content nobody sees. */
const HIDDEN = words('script style');
const KNOWN = new Set([...BLOCKS, ...PARAGRAPHS, ...INLINE, ...HIDDEN]);
/** Attributes without a value; with any other such word a tag is taken for prose. */
const FLAGS = words('checked disabled hidden nowrap open reversed');

interface Tag {
  readonly name: string;
  readonly startsAt: number;
  /** Whether it is what HTML knows, and not `<maya@example.com>` or `a <b and c> d`. */
  isKnown: boolean;
  href?: string;
  alt?: string;
}

/**
 * The plain text of a description, which may have HTML in it: lines and lists as they are read, and
 * behind a link where it leads. What is no tag of HTML stays as it was written, and so does a text
 * without any. The time it takes grows with the length alone.
 */
export function plainText(description: string): string {
  const written = withoutHalf(description.slice(0, LONGEST));
  if (!/[<&]/.test(written)) return written;
  return written.includes('<') ? new HtmlText(written).read() : decoded(written);
}

/** Reads one text. */
class HtmlText {
  readonly #html: string;
  readonly #lines = new TextLines();
  #tag: Tag | undefined;
  #attribute = '';
  #value = '';
  /** A tag whose content is not shown; shown after all if it is never closed. */
  #hidden: Tag | undefined;
  #readTo = 0;
  #isHtml = false;

  constructor(html: string) {
    this.#html = html;
  }

  read(): string {
    const tokenizer = new Tokenizer(
      { decodeEntities: false },
      {
        ontext: (start, end) => {
          this.#text(start, end);
        },
        onopentagname: (start, end) => {
          const name = this.#html.slice(start, end).toLowerCase();
          this.#tag = { name, startsAt: start - 1, isKnown: KNOWN.has(name) };
        },
        onattribname: (start, end) => {
          this.#attribute = this.#html.slice(start, end).toLowerCase();
          this.#value = '';
        },
        onattribdata: (start, end) => {
          this.#value += this.#html.slice(start, end);
        },
        onattribend: (quote) => {
          this.#endAttribute(quote);
        },
        onopentagend: (end) => {
          this.#open(end);
        },
        onselfclosingtag: (end) => {
          this.#open(end);
        },
        onclosetag: (start, end) => {
          this.#close(start, end);
        },
        oncomment: (_start, end, offset) => {
          if (offset > 0) this.#readTo = end + 1;
        },
        ondeclaration: (_start, end) => {
          this.#readTo = end + 1;
        },
        // Whatever else there is stays as it was written.
        oncdata: ignored,
        onprocessinginstruction: ignored,
        onattribentity: ignored,
        ontextentity: ignored,
        onend: ignored,
      },
    );
    tokenizer.write(this.#html);
    tokenizer.end();
    if (!this.#isHtml) return decoded(this.#html);
    const rest = this.#html.slice(this.#hidden?.startsAt ?? this.#readTo);
    this.#lines.write(decoded(rest));
    return this.#lines.text();
  }

  #text(start: number, end: number): void {
    if (!this.#hidden) {
      // Between the last tag and this text there may be what is not told of.
      this.#lines.write(decoded(this.#html.slice(Math.min(start, this.#readTo), end)));
    }
    this.#readTo = end;
  }

  #endAttribute(quote: QuoteType): void {
    const tag = this.#tag;
    if (!tag) return;
    if (quote === QuoteType.NoValue && !FLAGS.has(this.#attribute)) tag.isKnown = false;
    if (this.#attribute === 'href') tag.href = decoded(this.#value);
    if (this.#attribute === 'alt') tag.alt = decoded(this.#value);
  }

  #open(end: number): void {
    const tag = this.#tag;
    if (!tag || this.#hidden) return;
    if (!tag.isKnown) {
      this.#text(tag.startsAt, end + 1);
      return;
    }
    this.#readTo = end + 1;
    this.#isHtml = true;
    if (HIDDEN.has(tag.name)) this.#hidden = tag;
    else this.#begin(tag);
  }

  #close(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    const after = this.#html.indexOf('>', end) + 1 || this.#html.length;
    if (this.#hidden) {
      if (this.#hidden.name === name) this.#hidden = undefined;
      this.#readTo = after;
    } else if (KNOWN.has(name)) {
      this.#readTo = after;
      this.#isHtml = true;
      this.#end(name);
    } else {
      this.#text(start - 2, after);
    }
  }

  #begin({ name, href, alt }: Tag): void {
    const lines = this.#lines;
    if (name === 'br') lines.break();
    else if (PARAGRAPHS.has(name)) lines.paragraph();
    else if (name === 'ul' || name === 'ol') lines.openList(name === 'ol');
    else if (name === 'li') lines.item();
    else if (BLOCKS.has(name)) lines.block();
    else if (name === 'td' || name === 'th') lines.cell();
    else if (name === 'a') lines.openLink(href ?? '');
    else if (name === 'img' && alt !== undefined) lines.write(alt);
  }

  #end(name: string): void {
    if (PARAGRAPHS.has(name)) this.#lines.paragraph();
    else if (name === 'ul' || name === 'ol') this.#lines.closeList();
    else if (BLOCKS.has(name)) this.#lines.block();
    else if (name === 'a') this.#lines.closeLink();
  }
}

/** A text that was cut, without one half of a character at its end. */
function withoutHalf(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}

/** Only what ends in a semicolon is an entity: `&copy=2` is part of an address. */
function decoded(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}

function ignored(): void {
  // Nothing is made of it.
}
