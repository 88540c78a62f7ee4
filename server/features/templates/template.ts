import type { TemplateStage } from '#shared/domain/dunning.ts';
import type { TemplateId } from '#shared/domain/ids.ts';
import type { TemplateVariable } from './template-variables.ts';

/** Only a live template is sent. A draft waits for its approval; a retired one stays, since messages were made from it. */
export const TEMPLATE_STATES = ['draft', 'live', 'retired'] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];

/** One version of an approved text. Its words never change: other words are another version. */
export interface Template {
  readonly id: TemplateId;
  /** With the language it tells templates apart; versions share both. */
  readonly name: string;
  readonly stage: TemplateStage;
  /** BCP 47, such as `en` or `de`. */
  readonly language: string;
  readonly version: number;
  readonly subject: string;
  readonly html: string;
  readonly variables: readonly TemplateVariable[];
  readonly state: TemplateState;
  /** Who answers for the words; null for a draft. */
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}
