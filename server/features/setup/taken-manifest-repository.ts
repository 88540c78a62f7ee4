import type { ClientSession } from 'mongoose';
import type { ConsentFacts } from '../../manifest/consent-facts.ts';
import { type StoredTakenManifest, storedFacts, TakenManifestModel } from './taken-manifest-model.ts';

/** A manifest that somebody took for deploying. */
export interface TakenManifest {
  readonly at: Date;
  /** The e-mail address of who took it. */
  readonly by: string;
  readonly version: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly facts: ConsentFacts;
}

/** The manifest that the current tenant took last. */
export class TakenManifestRepository {
  async find(session: ClientSession | null = null): Promise<TakenManifest | null> {
    const stored = await TakenManifestModel.findOne({}, null, { session }).lean<StoredTakenManifest>();
    if (stored === null) return null;
    const { at, by, version, hash, facts } = stored;
    return { at, by, version, hash, facts: Object.fromEntries(facts.map(({ what, value }) => [what, value])) };
  }

  /** Keeps it in the place of the one before. */
  async keep({ facts, ...taken }: TakenManifest, session: ClientSession): Promise<void> {
    const $set = { ...taken, facts: storedFacts(facts) };
    await TakenManifestModel.updateOne({}, { $set } as never, { session, upsert: true });
  }
}
