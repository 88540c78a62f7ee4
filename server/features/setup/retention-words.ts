import type { AdminLogService } from '../../identity/admin-log-service.ts';
import type { TextRulesService } from '../texts/text-rules-service.ts';

export interface RetentionSources {
  readonly textRules: Pick<TextRulesService, 'read'>;
  readonly adminLog: Pick<AdminLogService, 'list'>;
}

/** How long texts are kept, in words; null where nobody has decided it. To keep all for ever is a decision once somebody has saved it. */
export async function retentionInWords({ textRules, adminLog }: RetentionSources): Promise<string | null> {
  const [{ keptDays }, { changes }] = await Promise.all([textRules.read(), adminLog.list({ area: 'texts' })]);
  const kept = Object.entries(keptDays);
  if (kept.every(([, days]) => days === null)) {
    return changes.some(({ deed }) => deed === 'rules_changed') ? 'all are kept for ever' : null;
  }
  return kept
    .map(([kind, days]) => `${kind.replaceAll('_', ' ')} ${days === null ? 'for ever' : `${days} days`}`)
    .join(', ');
}
