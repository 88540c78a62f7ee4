import { readMyFigures } from '#shared/api/my-figures.ts';
import { myFiguresCard } from '../cards/my-figures-card.ts';
import type { Answer } from '../envelopes.ts';
import type { GoogleRequest } from '../google-request.ts';

/** Shows the reader their own figures of this month. */
export async function onMyFigures({ kit, api }: GoogleRequest): Promise<Answer> {
  return { show: 'push', card: myFiguresCard(kit, await api.call(readMyFigures, { query: {} })) };
}
