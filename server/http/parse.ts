import type * as z from 'zod/mini';
import type { FieldProblem } from '#shared/api/errors.ts';
import { DomainError } from '../errors.ts';

type Issue = z.core.$ZodIssue;

/** Holds untrusted input against a schema. Throws DomainError `request_invalid` that names every wrong field with its reason. */
export function parse<S extends z.ZodMiniType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap(problemsOf);
  const summary = problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  throw new DomainError('request_invalid', `The request does not fit: ${summary}.`, problems);
}

function problemsOf(issue: Issue): FieldProblem[] {
  const field = issue.path.map(String).join('.') || 'body';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].map(String).join('.'),
      problem: 'is not a field of this request; leave it out',
    }));
  }
  return [{ field, problem: wordsFor(issue) }];
}

function wordsFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `needs to be of type ${issue.expected}`;
    case 'invalid_value':
      return `needs to be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `is longer or larger than ${issue.maximum}`;
    case 'too_small':
      return `is shorter or smaller than ${issue.minimum}`;
    default:
      return issue.message === '' ? 'is not valid' : issue.message;
  }
}
