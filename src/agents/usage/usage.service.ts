import { PAGE_SIZE } from '../../platform/page.js';
import { Batch } from '../../platform/tasks/batch.js';
import type { DayOfUsage, UsagePeriod } from './usage.js';
import type { RoomUsageStore } from './usage.store.js';

interface Question extends UsagePeriod {
  readonly agentId: string;
}

/** Tells what agents used of LiveKit. */
export class RoomUsageService {
  readonly #batch: Batch<Question, readonly DayOfUsage[]>;

  constructor(store: RoomUsageStore) {
    this.#batch = new Batch<Question, readonly DayOfUsage[]>(async (questions) => {
      const ids = [...new Set(questions.map(({ agentId }) => agentId))];
      const found = await store.find(ids, wholePeriod(questions));
      return questions.map(({ agentId, from, to }) =>
        found.filter((one) => one.agentId === agentId && one.day >= from && one.day <= to),
      );
    }, 2 * PAGE_SIZE.most);
  }

  /** The days on which an agent used something. Those who ask at the same time share a query. */
  of(agentId: string, period: UsagePeriod): Promise<readonly DayOfUsage[]> {
    return this.#batch.add({ agentId, ...period });
  }
}

function wholePeriod(periods: readonly UsagePeriod[]): UsagePeriod {
  const days = periods.flatMap(({ from, to }) => [from, to]).sort();
  return { from: days[0] ?? '', to: days.at(-1) ?? '' };
}
