import type { AuditEntry } from './audit/entry.js';
import type { ChangeSubject, Effects } from './database.js';

/** The effects of one transaction, as they come up. */
export class CollectedEffects implements Effects {
  readonly subjects = new Set<ChangeSubject>();
  readonly entries: AuditEntry[] = [];

  changed(subject: ChangeSubject): void {
    this.subjects.add(subject);
  }

  record(entry: AuditEntry): void {
    this.entries.push(entry);
  }
}
