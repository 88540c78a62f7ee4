import type { ClientSession } from 'mongoose';
import type { TextKind, TextRulesView } from '#shared/api/texts.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type StoredTextRules, TextRulesModel } from './text-rules-model.ts';

export type TextRules = TextRulesView;

/** Up to which number of the log texts past their time are gone, in which looking through of it. */
interface Swept {
  readonly seq: number;
  readonly round: number;
}

/** What a company begins with: who works on customers reads their mail, and everything is kept. */
const FIRST_TEXT_RULES: TextRules = {
  readers: ['collector', 'manager'],
  keptDays: { template_mail: null, other_mail: null, call_note: null },
};

/** The current tenant's rules for what was said. */
export class TextRulesRepository {
  async read(session: ClientSession | null = null): Promise<TextRules> {
    const stored = await TextRulesModel.findOne().session(session).lean<StoredTextRules>();
    const { readers = FIRST_TEXT_RULES.readers, keptDays } = stored ?? {};
    return { readers: [...readers], keptDays: { ...FIRST_TEXT_RULES.keptDays, ...keptDays } };
  }

  /** Whether somebody has saved how long texts are kept, be it for ever. */
  async isRetentionSaved(session: ClientSession | null = null): Promise<boolean> {
    const stored = await TextRulesModel.findOne().session(session).lean<StoredTextRules>();
    return stored?.keptDays !== undefined;
  }

  /** What is left out stays as it is. */
  async write(rules: Partial<TextRules>, session: ClientSession): Promise<void> {
    await this.change({ $set: rules, $inc: { turn: 1 } }, session);
  }

  /** Makes this transaction and any other that takes the turn fail or wait for one another. */
  async takeTurn(session: ClientSession): Promise<void> {
    await this.change({ $inc: { turn: 1 } }, session);
  }

  async sweptTo(kind: TextKind): Promise<Swept> {
    const stored = await TextRulesModel.findOne().lean<StoredTextRules>();
    return { seq: stored?.sweptTo?.[kind] ?? 0, round: stored?.round ?? 0 };
  }

  /** False where the log is to be looked through again since: what was held may have been passed over. */
  async keepSweptTo(kind: TextKind, { seq, round }: Swept): Promise<boolean> {
    const filter = { tenantId: currentTenant(), round: round === 0 ? { $in: [0, null] } : round };
    const update = { $set: { [`sweptTo.${kind}`]: seq }, $inc: { turn: 1 } };
    const { matchedCount } = await TextRulesModel.collection.updateOne(filter as never, update);
    return matchedCount === 1;
  }

  /** Lets the whole log be looked through again. */
  async forgetSwept(session: ClientSession): Promise<void> {
    await this.change({ $unset: { sweptTo: 1 }, $inc: { turn: 1, round: 1 } }, session);
  }

  private async change(update: object, session?: ClientSession): Promise<void> {
    const options = session === undefined ? { upsert: true } : { upsert: true, session };
    await TextRulesModel.collection.updateOne({ tenantId: currentTenant() } as never, update, options);
  }
}
