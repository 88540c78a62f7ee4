import type { TextDeed } from '#shared/api/templates.ts';
import { TEMPLATE_STAGES, type TemplateStage } from '#shared/domain/dunning.ts';
import type { TextState, TextStep } from '#shared/domain/text-version.ts';
import { trade } from '#shared/words/en.ts';

export const STEP_WORDS: Readonly<Record<TextStep, string>> = {
  submit: 'Submit',
  approve: 'Approve',
  reject: 'Send back',
  put_live: 'Put live',
  retire: 'Retire',
};

const DEED_WORDS: Readonly<Record<TextDeed['deed'], string>> = {
  write: 'written',
  submit: 'submitted',
  approve: 'approved',
  reject: 'sent back',
  put_live: 'put live',
  retire: 'retired',
  replace: 'replaced by',
};

/** What a state means for whoever writes. */
export const STATE_MEANS: Readonly<Record<TextState, string>> = {
  draft: 'It is being written; nobody can send it.',
  submitted: 'Its words stand. It waits for the approval of somebody who did not write it.',
  approved: 'It is approved and can be put live.',
  live: 'Collectors send it.',
  retired: 'Nothing new is made from it; it stays, since messages were.',
};

export function stageWords(stage: TemplateStage): string {
  return trade.stages[stage];
}

export const STAGE_OPTIONS: readonly (readonly [TemplateStage, string])[] = TEMPLATE_STAGES.map((stage) => [
  stage,
  stageWords(stage),
]);

/** `approved by ana@…, 1 of 2`, or nothing. */
export function approvalWords(approvals: readonly { readonly by: string }[], needed: number): string {
  if (approvals.length === 0) return needed > 1 ? `needs ${needed} approvals` : '';
  const by = approvals.map((approval) => approval.by).join(', ');
  return `approved by ${by}${needed > 1 ? `, ${approvals.length} of ${needed}` : ''}`;
}

export function deedWords({ deed, by, reason }: TextDeed): string {
  const words = deed === 'replace' ? `${DEED_WORDS[deed]} ${reason ?? ''} (${by})` : `${DEED_WORDS[deed]} by ${by}`;
  return deed !== 'replace' && reason !== null ? `${words}: ${reason}` : words;
}
