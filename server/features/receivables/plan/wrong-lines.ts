import type { RowProblem } from '../ledger-row.ts';

/** The lines of a file that something is wrong with, and what. A line is taken whole or not at all. */
export class WrongLines {
  private readonly found: RowProblem[] = [];
  private readonly lines = new Set<number>();

  constructor(problems: readonly RowProblem[]) {
    this.add(problems);
  }

  get count(): number {
    return this.found.length;
  }

  /** In the order of lines. */
  problems(): RowProblem[] {
    return [...this.found].sort((a, b) => a.line - b.line);
  }

  add(problems: readonly RowProblem[]): void {
    for (const problem of problems) {
      this.found.push(problem);
      this.lines.add(problem.line);
    }
  }

  has(line: number): boolean {
    return this.lines.has(line);
  }
}
