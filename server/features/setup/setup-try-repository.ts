import type { SetupFinding, SetupStep } from '#shared/api/setup.ts';
import { SetupTryModel, type StoredSetupTry } from './setup-try-model.ts';

/** What came of trying a step. */
export interface SetupTry {
  readonly step: SetupStep;
  readonly at: Date;
  /** The e-mail address of who tried it. */
  readonly by: string;
  readonly findings: readonly SetupFinding[];
}

/** The last try of each step of the current tenant. */
export class SetupTryRepository {
  async findAll(): Promise<Map<SetupStep, SetupTry>> {
    const stored = await SetupTryModel.find().lean<StoredSetupTry[]>();
    return new Map(stored.map((one) => [one.step, fromStored(one)]));
  }

  async find(step: SetupStep): Promise<SetupTry | null> {
    const stored = await SetupTryModel.findOne({ step }).lean<StoredSetupTry>();
    return stored === null ? null : fromStored(stored);
  }

  /** Keeps a try in the place of the one before. */
  async keep({ step, at, by, findings }: SetupTry): Promise<void> {
    const $set = { at, by, findings: findings.map((found) => ({ ...found })) };
    await SetupTryModel.updateOne({ step }, { $set }, { upsert: true });
  }
}

function fromStored({ step, at, by, findings }: StoredSetupTry): SetupTry {
  return { step, at, by, findings: findings.map(({ what, passed, sentence }) => ({ what, passed, sentence })) };
}
