import { model, Schema } from 'mongoose';
import type { TextKind, TextReader } from '#shared/api/texts.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** A company's rules for what was said as the `textRules` collection holds them; one document a company, and none while it has the first rules. */
export interface StoredTextRules {
  readers?: TextReader[];
  keptDays?: Record<TextKind, number | null>;
  /** Moves whenever a hold is set or texts go, so that of the two one waits for the other. */
  turn: number;
  /** By kind up to which number of the log texts past their time are gone. */
  sweptTo?: Partial<Record<TextKind, number>>;
  /** Counts how often the log was to be looked through again. */
  round?: number;
}

const schema = new Schema<StoredTextRules>(
  {
    readers: { type: [String], default: undefined },
    keptDays: { type: Schema.Types.Mixed },
    turn: { type: Number, required: true },
    sweptTo: { type: Schema.Types.Mixed },
    round: Number,
  },
  { collection: 'textRules', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1 }, { unique: true });

export const TextRulesModel = model('TextRules', schema);
