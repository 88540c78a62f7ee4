import type { TextRulesService } from '../texts/text-rules-service.ts';

export interface RetentionSources {
  readonly textRules: Pick<TextRulesService, 'retention'>;
}

/** How long texts are kept, in words; null where nobody has decided it. To keep all for ever is a decision once somebody has saved it. */
export async function retentionInWords({ textRules }: RetentionSources): Promise<string | null> {
  const keptDays = await textRules.retention();
  if (keptDays === null) return null;
  const kept = Object.entries(keptDays);
  if (kept.every(([, days]) => days === null)) return 'all are kept for ever';
  return kept
    .map(([kind, days]) => `${kind.replaceAll('_', ' ')} ${days === null ? 'for ever' : `${days} days`}`)
    .join(', ');
}
