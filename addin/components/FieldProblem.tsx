import type { FormProblem } from '../state/form-base.ts';
import { problemWords } from './problem-words.ts';
import { useSidebar } from './sidebar-context.ts';

interface FieldProblemProps {
  /** Named by the field's `aria-describedby`. */
  readonly id: string;
  readonly problem: FormProblem | null;
}

/** What is wrong with the field above it; said aloud as it appears. */
export function FieldProblem({ id, problem }: FieldProblemProps) {
  const { words } = useSidebar();
  return (
    <p id={id} class="bad" role={problem === null ? undefined : 'alert'}>
      {problem !== null && problemWords(problem, words, '')}
    </p>
  );
}
