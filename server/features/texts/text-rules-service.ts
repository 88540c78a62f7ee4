import type { ChangeTextRulesBody, TextReader } from '#shared/api/texts.ts';
import { TEXT_READERS } from '#shared/api/texts.ts';
import type { Role } from '#shared/domain/role.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import type { TextRules, TextRulesRepository } from './text-rules-repository.ts';

export interface TextRulesParts {
  readonly rules: TextRulesRepository;
  readonly adminLog: AdminLogService;
}

/** Who may read what mail says, and how long what was said is kept. */
export class TextRulesService {
  constructor(private readonly parts: TextRulesParts) {}

  async read(): Promise<TextRules> {
    return this.parts.rules.read();
  }

  /** How long each kind of text is kept, as somebody has saved it; null where nobody has. */
  async retention(): Promise<TextRules['keptDays'] | null> {
    const { rules } = this.parts;
    return (await rules.isRetentionSaved()) ? (await rules.read()).keptDays : null;
  }

  async mayRead(role: Role): Promise<boolean> {
    const { readers } = await this.parts.rules.read();
    return readers.some((reader) => reader === role);
  }

  /** Changes what is named; `by` is an e-mail address. To keep texts for ever is a decision too, which is kept and noted the first time. */
  async change({ readers, keptDays = {} }: ChangeTextRulesBody, by: string): Promise<TextRules> {
    const { rules, adminLog } = this.parts;
    return inTransaction(async (session) => {
      const before = await rules.read(session);
      const named = Object.entries(keptDays).filter(([, days]) => days !== undefined);
      const after = {
        readers: readers === undefined ? before.readers : inOrder(readers),
        keptDays: { ...before.keptDays, ...Object.fromEntries(named) },
      };
      const wasSaved = await rules.isRetentionSaved(session);
      const isSaved = wasSaved || named.length > 0;
      await rules.write(isSaved ? after : { readers: after.readers }, session);
      const shown = { before: asSaved(before, wasSaved), after: asSaved(after, isSaved) };
      await adminLog.note({ by, area: 'texts', deed: 'rules_changed', subject: 'rules', ...shown }, session);
      return after;
    });
  }
}

/** What the admin log shows: no retention where nobody has decided it. */
function asSaved({ readers, keptDays }: TextRules, isRetentionSaved: boolean) {
  return { readers, keptDays: isRetentionSaved ? keptDays : null };
}

function inOrder(readers: readonly TextReader[]): TextReader[] {
  return TEXT_READERS.filter((reader) => readers.includes(reader));
}
