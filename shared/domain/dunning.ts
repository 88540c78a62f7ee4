import type { ActivityCode } from './activity-code.ts';

/** The written reminders in their steps, and the other mails that a template can be for. */
export const TEMPLATE_STAGES = [
  'first_notice',
  'second_notice',
  'final_notice',
  'statement',
  'copy_of_invoice',
  'reply',
] as const;
export type TemplateStage = (typeof TEMPLATE_STAGES)[number];

const CODE_OF_STAGE: Readonly<Record<TemplateStage, ActivityCode>> = {
  first_notice: 'email_first_notice',
  second_notice: 'email_second_notice',
  final_notice: 'email_final_notice',
  statement: 'email_statement',
  copy_of_invoice: 'email_copy_of_invoice',
  reply: 'email_reply',
};

/** The activity code under which a message of that stage is logged. */
export function codeOfStage(stage: TemplateStage): ActivityCode {
  return CODE_OF_STAGE[stage];
}

/** Whether a message of that stage demands payment; those pass the gate. A copy of an invoice that was asked for, or a reply, does not dun. */
export function isDunning(stage: TemplateStage): boolean {
  return stage === 'first_notice' || stage === 'second_notice' || stage === 'final_notice';
}
