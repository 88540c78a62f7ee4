import { randomBytes } from 'node:crypto';
import type { GovernedText, HistoryEntry } from './governed-text.ts';

/** Who writes or loads a version, and when. */
export interface Writing {
  readonly userId: string | null;
  readonly email: string;
  readonly at: Date;
}

type Governance = Omit<GovernedText, 'brand' | 'version' | 'html'> & { readonly id: string };

/** The governance of a draft that somebody begins; who wrote the words that it was made from are its authors too. */
export function draftGovernance({ userId, email, at }: Writing, earlier: readonly string[] = []): Governance {
  const entry: HistoryEntry = { at, by: email, deed: 'write', reason: null };
  const authorIds = [...new Set([...earlier, ...(userId === null ? [] : [userId])])];
  return { id: newId(), state: 'draft', revision: 1, authorIds, approvals: [], history: [entry] };
}

/** The governance of what the admin of the machine loads: live at once, and answered for by whoever loads it. */
export function loadedGovernance({ email, at }: Writing): Governance {
  const entry: HistoryEntry = { at, by: email, deed: 'put_live', reason: null };
  const approvals = [{ userId: '', email, at }];
  return { id: newId(), state: 'live', revision: 1, authorIds: [], approvals, history: [entry] };
}

/** The governance of what the admin of the machine loads and others have to approve. */
export function waitingGovernance({ email, at }: Writing): Governance {
  const entry: HistoryEntry = { at, by: email, deed: 'submit', reason: null };
  return { id: newId(), state: 'submitted', revision: 1, authorIds: [], approvals: [], history: [entry] };
}

export function nextVersion(versions: readonly Pick<GovernedText, 'version'>[]): number {
  return 1 + Math.max(0, ...versions.map(({ version }) => version));
}

function newId(): string {
  return randomBytes(12).toString('hex');
}
