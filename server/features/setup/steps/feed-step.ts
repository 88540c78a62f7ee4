import type { SetupFinding } from '#shared/api/setup.ts';
import type { FeedStatus } from '../../erp-feed/feed-run-service.ts';
import { failed, finding } from '../finding.ts';
import type { StepRule } from '../setup-facts.ts';

const HOUR_MS = 3_600_000;
/** A long weekend; older figures are not today's. */
const MAX_LAG_HOURS = 96;

export const FEED_STEP: StepRule = {
  step: 'feed',
  href: '/feeds',
  judge: ({ feeds }) => {
    const taken = feeds.filter(({ lastTaken }) => lastTaken !== null);
    return {
      found: taken.length === 0 ? 'no file taken yet' : taken.map(inWords).join(', '),
      missing: taken.length === 0 ? 'Feed the ERP’s customers and open items.' : null,
    };
  },
  attempt: async ({ feeds }) =>
    feeds.length === 0 ? [failed('Files', 'No file has come yet.')] : feeds.flatMap((feed) => findingsOf(feed)),
};

function findingsOf(feed: FeedStatus): SetupFinding[] {
  const { last, lagMs } = feed;
  const hours = lagMs === null ? null : Math.floor(lagMs / HOUR_MS);
  const name = `${last.profile} of ${last.source}`;
  const isWaiting = last.state === 'refused' || last.state === 'held';
  const old = hours === null ? 'None of its files was taken.' : `What it says is ${ageText(hours)} old.`;
  return [
    finding(`${name}: the last file`, isWaiting ? `It was ${last.state}; look at it.` : null, 'It was taken.'),
    finding(
      `${name}: age`,
      hours === null || hours > MAX_LAG_HOURS ? old : null,
      `What it says is ${ageText(hours ?? 0)} old.`,
    ),
  ];
}

function inWords({ last, lagMs }: FeedStatus): string {
  return lagMs === null ? last.profile : `${last.profile} as of ${ageText(Math.floor(lagMs / HOUR_MS))} ago`;
}

function ageText(hours: number): string {
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return hours === 1 ? 'an hour' : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
