import type { TemplateStage } from '#shared/domain/dunning.ts';
import type { TemplateId } from '#shared/domain/ids.ts';
import type { GovernedText } from './governed-text.ts';
import type { TemplateVariable } from './template-variables.ts';

/** One version of an approved text. Its words never change: other words are another version. */
export interface Template extends GovernedText {
  readonly id: TemplateId;
  /** With language and brand it tells templates apart. Versions are counted by name and language. */
  readonly name: string;
  readonly stage: TemplateStage;
  /** BCP 47, such as `en` or `de`. */
  readonly language: string;
  readonly subject: string;
  readonly variables: readonly TemplateVariable[];
  /** Who answers for the words; null until they are approved. */
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  /** How many messages were prepared from it. */
  readonly uses: number;
}
