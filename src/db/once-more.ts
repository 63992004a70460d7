import { DEADLINE_MS, isConflict } from './outage.js';

/**
 * Runs a transaction, and once more where PostgreSQL ended it because of another one that was in
 * its way. It was rolled back as a whole, and is made again from the beginning.
 */
export async function onceMore<T>(transaction: () => Promise<T>): Promise<T> {
  const beganAtMs = performance.now();
  try {
    return await transaction();
  } catch (error) {
    // Whoever has waited for longer was told to come back, and must not find it done twice.
    if (!isConflict(error) || performance.now() - beganAtMs >= DEADLINE_MS) throw error;
    return transaction();
  }
}
