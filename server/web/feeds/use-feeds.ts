import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { ApiError, type CallInput } from '#shared/api/client.ts';
import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import {
  listFeedProfiles,
  listFeedRuns,
  listFeedStatus,
  readFeedRows,
  readFeedRun,
  retryFeedRun,
  takeBackFeedRun,
  takeFeed,
} from '#shared/api/feed-runs.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import { usePageSession } from '../state/page-context.ts';

const RUNS_A_PAGE = 50;
export const PROBLEMS_A_PAGE = 100;
export const RAW_ROWS_A_PAGE = 50;
/** Among how many of the latest runs a refused one is looked for: others may feed at the same moment. */
const LATEST_RUNS = 10;
/** How often a page looks again while a file is being taken. */
const LOOK_AGAIN_MS = 3_000;

export type ProfileView = AnswerOf<typeof listFeedProfiles>['profiles'][number];

/** The last run of each feed. */
export function useFeedStatus() {
  const session = usePageSession();
  return useQuery({
    queryKey: ['feeds', 'status'],
    queryFn: ({ signal }) => session.api.call(listFeedStatus, { signal }),
  });
}

export function useFeedProfiles() {
  const session = usePageSession();
  return useQuery({
    queryKey: ['feed-profiles'],
    queryFn: ({ signal }) => session.api.call(listFeedProfiles, { signal }),
  });
}

/** Runs, the last received first; from one received before an instant on. */
export function useFeedRuns(before: string | undefined) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['feeds', 'runs', before],
    queryFn: ({ signal }) => session.api.call(listFeedRuns, { query: { before, limit: RUNS_A_PAGE }, signal }),
    refetchInterval: ({ state }) => (state.data?.runs.some(({ state: is }) => is === 'taking') ? LOOK_AGAIN_MS : false),
  });
}

/** One run with a page of its problems; looked at again while it is under way. */
export function useFeedRun(id: string, problemsFrom: number) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['feeds', 'run', id, problemsFrom],
    queryFn: ({ signal }) =>
      session.api.call(readFeedRun, { params: { id }, query: { problemsFrom, limit: PROBLEMS_A_PAGE }, signal }),
    refetchInterval: ({ state }) => (state.data?.run.state === 'taking' ? LOOK_AGAIN_MS : false),
  });
}

/** Raw rows of the run's file from a line on. */
export function useFeedRows(id: string, from: number, isAsked: boolean) {
  const session = usePageSession();
  return useQuery({
    queryKey: ['feeds', 'rows', id, from],
    enabled: isAsked,
    queryFn: ({ signal }) =>
      session.api.call(readFeedRows, { params: { id }, query: { from, limit: RAW_ROWS_A_PAGE }, signal }),
  });
}

export interface FileToFeed {
  readonly profile: string;
  readonly file: File;
  readonly mapping: FeedMapping | undefined;
  readonly dataAsOf: string | undefined;
  readonly coverage: 'delta' | 'snapshot';
  readonly onProblem: 'refuse' | 'skip';
  readonly dryRun: boolean;
}

/** Feeds a file; whatever came of it, what the page shows of feeds is had anew. */
export function useTakeFeed() {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ profile, file, ...order }: FileToFeed) =>
      session.api.call(takeFeed, {
        params: { profile },
        body: { fileName: file.name, base64: await base64Of(file), ...order },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['feeds'] }),
  });
}

/** The run that a refused or held file made, told by an error; null where it made none. */
export function useRunOfRefusal() {
  const session = usePageSession();
  return async (error: unknown): Promise<string | null> => {
    if (!(error instanceof ApiError)) return null;
    if (error.code !== 'feed_refused' && error.code !== 'feed_held') return null;
    const { runs } = await session.api.call(listFeedRuns, { query: { limit: LATEST_RUNS } });
    return runs.find(({ id }) => error.message.includes(id))?.id ?? null;
  };
}

/** Feeds a kept file again. */
export function useRetry(id: string) {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: CallInput<typeof retryFeedRun>['body']) =>
      session.api.call(retryFeedRun, { params: { id }, body: order }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['feeds'] }),
  });
}

/** Takes the ledger's last run back. Every figure may be another one afterwards. */
export function useTakeBack(id: string) {
  const session = usePageSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => session.api.call(takeBackFeedRun, { params: { id }, body: { reason } }),
    onSettled: () => queries.invalidateQueries(),
  });
}

/** A file's bytes as base64, by the browser's own encoder. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error('The file cannot be read any more. Choose it again.'));
    reader.readAsDataURL(file);
  });
}
