import { isItemVariable, isSingleVariable, type TemplateVariable } from './template-variables.ts';

/** What a template's text asks for, and what is wrong with it, in sentences; empty where it can be used. */
export interface SourceCheck {
  readonly variables: readonly TemplateVariable[];
  readonly problems: readonly string[];
}

const PART = /\{\{([^{}]*)\}\}|\{%([^{}]*)%\}/g;
const LOOP_START = 'for item in items';
const LOOP_END = 'endfor';

/**
 * Reads the variables of a template. Stricter than Liquid: a variable of the closed list stands alone in its braces, and the one loop over the items is the only tag. So there
 * is no filter, no raw output, no condition that could hide a missing value, and no other file.
 */
export function checkSource(source: string): SourceCheck {
  const reading = new Reading();
  for (const { 0: whole, 1: output, 2: tag } of source.matchAll(PART)) {
    if (output === undefined) reading.tag(bare(tag ?? ''), whole);
    else reading.output(bare(output), whole);
  }
  if (/[{}]/.test(source.replace(PART, ''))) {
    reading.problems.push('Braces are for variables and the loop alone, and come in pairs.');
  }
  if (reading.inLoop) reading.problems.push(`{% ${LOOP_START} %} is not ended by {% ${LOOP_END} %}.`);
  return { variables: [...reading.variables], problems: reading.problems };
}

class Reading {
  readonly variables = new Set<TemplateVariable>();
  readonly problems: string[] = [];
  inLoop = false;

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
    if (text !== LOOP_START && text !== LOOP_END) {
      this.problems.push(`${whole} is not taken; the only tags are {% ${LOOP_START} %} and {% ${LOOP_END} %}.`);
      return;
    }
    const starts = text === LOOP_START;
    if (starts === this.inLoop) this.problems.push(`${whole} does not fit here: loops stand one after another.`);
    this.inLoop = starts;
  }
}

/** Liquid's `-` beside a brace only takes blanks away. */
function bare(inner: string): string {
  return inner.replace(/^-|-$/g, '').trim().replace(/\s+/g, ' ');
}
