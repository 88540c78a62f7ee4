import { ApiError } from '#shared/api/client.ts';
import { readWorklist } from '#shared/api/worklist.ts';
import type { Button, Card, Section } from '../card.ts';
import { homeCard, type Worklist, worklistCard } from '../cards/home-card.ts';
import { newsSection } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import type { GoogleRequest } from '../google-request.ts';

/** Beside no message: what is the reader's today. */
export async function onHome(request: GoogleRequest): Promise<Answer> {
  return { show: 'replaceRoot', card: await homeOf(request, []) };
}

/** What is mine today, from the card of a customer. */
export async function onWorklist(request: GoogleRequest): Promise<Answer> {
  const worklist = await request.api.call(readWorklist, {});
  return { show: 'push', card: worklistCard(request.kit, worklist, []) };
}

/** The list again after something on it was done, with that above it; it is said also where the list cannot be had. */
export async function worklistAnew(request: GoogleRequest, notice: string, deeds: readonly Button[]): Promise<Answer> {
  const news = newsSection(notice, deeds);
  const card = await listOf(request, news).catch(() => null);
  return card === null ? { show: 'notice', notice } : { show: 'replace', card, notice };
}

async function listOf(request: GoogleRequest, news: readonly Section[]): Promise<Card> {
  if (!request.kit.hasMessage) return homeOf(request, news);
  return worklistCard(request.kit, await request.api.call(readWorklist, {}), news);
}

async function homeOf(request: GoogleRequest, news: readonly Section[]): Promise<Card> {
  const { user, tenant } = request.api.session;
  const worklist = await worklistOf(request);
  return homeCard(request.kit, { name: user.name, company: tenant.name, worklist, news });
}

/** Null for a reader whose role works on no customers, who finds their figures all the same. */
async function worklistOf({ api, kit }: GoogleRequest): Promise<Worklist | null> {
  if (!kit.mayChange) return null;
  try {
    return await api.call(readWorklist, {});
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_allowed') return null;
    throw error;
  }
}
