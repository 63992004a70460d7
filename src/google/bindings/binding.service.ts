import { PAGE_SIZE } from '../../platform/page.js';
import { Batch } from '../../platform/tasks/batch.js';
import type { GoogleBindingStore } from './binding.store.js';

/** Tells which accounts agents may work with. */
export class GoogleBindingService {
  readonly #batch: Batch<string, readonly string[]>;

  constructor(store: GoogleBindingStore) {
    this.#batch = new Batch<string, readonly string[]>(async (agentIds) => {
      const found = await store.accountsOf([...new Set(agentIds)]);
      return agentIds.map((id) => found.get(id) ?? []);
    }, PAGE_SIZE.most);
  }

  /** The addresses of an agent's accounts. Those who ask at the same time share a query. */
  accountsOf(agentId: string): Promise<readonly string[]> {
    return this.#batch.add(agentId);
  }
}
