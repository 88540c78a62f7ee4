import type { AnswerOf, Operation } from '#shared/api/operation.ts';
import type { reportSeenMessage } from '#shared/api/seen-messages.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { Endpoint, SignedInInput } from '../../http/endpoint.ts';
import type { CustomerAccess } from './customer-access-service.ts';
import { ABOUT_CUSTOMERS, type NamedPlace } from './named-customers.ts';

type Input = SignedInInput<Operation>;

/** An id that nothing has. */
const NOBODY = 'outside-the-portfolio';

/**
 * The endpoints as somebody with a portfolio gets them: for whom a customer is not theirs to see, it is not there. The request goes on with an id of nobody in its place, so that the answer is, word by
 * word, the one for an unknown id. Who sees all customers is not asked about.
 */
export function withinPortfolios(
  endpoints: readonly Endpoint[],
  { customerAccess }: { readonly customerAccess: CustomerAccess },
): Endpoint[] {
  return endpoints.map(({ operation, handle }) => ({
    operation,
    handle: async (input) => {
      const { actor } = input;
      if ((actor?.portfolio ?? null) === null) return handle(input);
      const seen = await seenInput(operation, input, customerAccess);
      return seenAnswer(operation, await handle(seen), { access: customerAccess, actor });
    },
  }));
}

async function seenInput({ id, policy }: Operation, input: Input, access: CustomerAccess): Promise<Input> {
  if (policy === 'public' || policy === 'ticket') return input;
  const about = ABOUT_CUSTOMERS[id] ?? 'whole_company';
  if (about === 'own') return input;
  if (about === 'whole_company') {
    throw new DomainError('not_allowed', 'This is about all customers; your portfolio shows you some of them.');
  }
  let seen = input;
  for (const place of about) {
    const named = namedIn(seen, place);
    if (named !== null && (await access.hides(place.thing, named, input.actor))) seen = withNobody(seen, place);
  }
  return seen;
}

function namedIn(input: Input, { part, field }: NamedPlace): string | null {
  const named = (input[part] as Readonly<Record<string, unknown>> | undefined)?.[field];
  return typeof named === 'string' ? named : null;
}

function withNobody(input: Input, { part, field }: NamedPlace): Input {
  return { ...input, [part]: { ...(input[part] as object | undefined), [field]: NOBODY } };
}

interface Reading {
  readonly access: CustomerAccess;
  readonly actor: Actor;
}

/** A message that was seen is recognised and logged whoever sees it; of whose it is, and what was said, only who sees the customer learns. */
async function seenAnswer({ id }: Operation, answer: unknown, { access, actor }: Reading): Promise<unknown> {
  if (id !== 'reportSeenMessage') return answer;
  const { activityId, dispatch } = answer as AnswerOf<typeof reportSeenMessage>;
  const isHidden =
    (activityId !== null && (await access.hides('activity', activityId, actor))) ||
    (dispatch !== null && (await access.hides('dispatch', dispatch.id, actor)));
  return isHidden ? { seenAs: 'none', activityId: null, dispatch: null } : answer;
}
