import type { FormBase, FormProblem } from '../state/form-base.ts';

/** What is missing in a form, where it is of one of these kinds: it is said beside the field that can mend it. */
export function problemOf({ problem }: Pick<FormBase, 'problem'>, ofField: readonly FormProblem[]): FormProblem | null {
  return problem !== null && ofField.includes(problem) ? problem : null;
}
