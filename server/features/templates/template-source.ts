import { isItemVariable, isSingleVariable, type TemplateVariable } from './template-variables.ts';

/** What a template's text asks for, and what is wrong with it, in sentences; empty where it can be used. */
export interface SourceCheck {
  readonly variables: readonly TemplateVariable[];
  /** The names of its free parts, in their order. */
  readonly freeParts: readonly string[];
  /** The names of the clauses that it includes. */
  readonly clauses: readonly string[];
  readonly problems: readonly string[];
}

const PART = /\{\{([^{}]*)\}\}|\{%([^{}]*)%\}/g;
const LOOP_START = 'for item in items';
const LOOP_END = 'endfor';
const FREE_START = /^free ([a-z][a-z0-9_-]{0,63})$/;
const FREE_END = 'endfree';
const CLAUSE = /^clause ([a-z][a-z0-9_-]{0,63})$/;
/** As many as a request may name. */
const MOST_FREE_PARTS = 20;

/**
 * Reads the variables and free parts of a template. Stricter than Liquid: a variable of the closed list stands alone in its braces, and the only tags are the one loop over the items,
 * `{% free name %}` … `{% endfree %}` around what a collector may write anew, and `{% clause name %}` for words that are kept in one place. So there is no filter, no raw output, no condition that could hide a missing value, and no other file.
 */
export function checkSource(source: string): SourceCheck {
  const reading = new Reading();
  for (const { 0: whole, 1: output, 2: tag } of source.matchAll(PART)) {
    if (output === undefined) reading.tag(bare(tag ?? ''), whole);
    else reading.output(bare(output), whole);
  }
  if (/[{}]/.test(source.replace(PART, ''))) {
    reading.problems.push('Braces are for variables, the loop, free parts and clauses alone, and come in pairs.');
  }
  if (reading.inLoop) reading.problems.push(`{% ${LOOP_START} %} is not ended by {% ${LOOP_END} %}.`);
  if (reading.inFree) reading.problems.push(`{% free … %} is not ended by {% ${FREE_END} %}.`);
  const { variables, freeParts, clauses, problems } = reading;
  return { variables: [...variables], freeParts, clauses, problems };
}

class Reading {
  readonly variables = new Set<TemplateVariable>();
  readonly problems: string[] = [];
  readonly freeParts: string[] = [];
  readonly clauses: string[] = [];
  inLoop = false;
  inFree = false;

  output(name: string, whole: string): void {
    if (isItemVariable(name)) {
      this.variables.add(name);
      if (!this.inLoop) this.problems.push(`${whole} stands outside {% ${LOOP_START} %} … {% ${LOOP_END} %}.`);
    } else if (isSingleVariable(name)) {
      this.variables.add(name);
    } else {
      this.problems.push(
        `${whole} is none of the variables; filters and anything else beside a variable are not taken.`,
      );
    }
  }

  tag(text: string, whole: string): void {
    const name = FREE_START.exec(text)?.[1];
    const clause = CLAUSE.exec(text)?.[1];
    if (text === LOOP_START || text === LOOP_END) this.loop(text === LOOP_START, whole);
    else if (name !== undefined) this.beginFree(name, whole);
    else if (text === FREE_END) this.endFree(whole);
    else if (clause !== undefined) this.clause(clause, whole);
    else {
      const tags = `{% ${LOOP_START} %}, {% ${LOOP_END} %}, {% free name %}, {% ${FREE_END} %} and {% clause name %}`;
      this.problems.push(`${whole} is not taken; the only tags are ${tags}.`);
    }
  }

  private loop(starts: boolean, whole: string): void {
    if (this.inFree) this.problems.push(`${whole} stands in a free part, which has no loop.`);
    if (starts === this.inLoop) this.problems.push(`${whole} does not fit here: loops stand one after another.`);
    this.inLoop = starts;
  }

  private beginFree(name: string, whole: string): void {
    if (this.inFree || this.inLoop) this.problems.push(`${whole} does not fit here: free parts stand by themselves.`);
    if (this.freeParts.includes(name)) this.problems.push(`${whole} is there twice.`);
    if (this.freeParts.length === MOST_FREE_PARTS) this.problems.push(`More than ${MOST_FREE_PARTS} free parts.`);
    this.freeParts.push(name);
    this.inFree = true;
  }

  private clause(name: string, whole: string): void {
    if (this.inFree || this.inLoop) this.problems.push(`${whole} does not fit here: clauses stand by themselves.`);
    if (this.clauses.includes(name)) this.problems.push(`${whole} is there twice.`);
    this.clauses.push(name);
  }

  private endFree(whole: string): void {
    if (!this.inFree) this.problems.push(`${whole} ends what was not begun.`);
    this.inFree = false;
  }
}

/** Liquid's `-` beside a brace only takes blanks away. */
function bare(inner: string): string {
  return inner.replace(/^-|-$/g, '').trim().replace(/\s+/g, ' ');
}
