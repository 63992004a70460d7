import { ToolScopesDocument } from '../generated/graphql.js';
import type { Query, Tool } from './tool.js';
import { tools, toolsFor } from './tools.js';

/** What a {@link ToolList} is made of. */
export interface ToolListParts {
  readonly query: Query;
  /** Tells the client that its list is not right any more. */
  readonly onChange: () => void;
  /** Hears why the agent's scopes could not be read. */
  readonly onFailure: (error: unknown) => void;
}

/** The tools that a client was told of, and whether they are still what its agent may call. */
export class ToolList {
  readonly #parts: ToolListParts;
  #told: readonly Tool[] | undefined;

  constructor(parts: ToolListParts) {
    this.#parts = parts;
  }

  /**
   * The tools to tell the client of: where the gateway cannot be asked, all of them, since a model
   * that sees none has nothing to try again with.
   */
  async tell(): Promise<readonly Tool[]> {
    this.#told = (await this.#allowed()) ?? this.#told ?? tools;
    return this.#told;
  }

  /** Asks anew what the agent may call, and says so if it is not what the client was told. */
  async check(): Promise<void> {
    if (!this.#told) return;
    const allowed = await this.#allowed();
    if (!allowed || namesOf(allowed) === namesOf(this.#told)) return;
    this.#told = allowed;
    this.#parts.onChange();
  }

  async #allowed(): Promise<readonly Tool[] | undefined> {
    try {
      const { viewer } = await this.#parts.query(ToolScopesDocument, {});
      return toolsFor(viewer.scopes);
    } catch (error) {
      this.#parts.onFailure(error);
      return undefined;
    }
  }
}

function namesOf(list: readonly Tool[]): string {
  return list.map(({ name }) => name).join();
}
