import { useId } from 'preact/hooks';
import type { CurrencyPosition } from '#shared/api/customers.ts';
import { useSidebar } from './sidebar-context.ts';

interface AgeingPictureProps {
  readonly buckets: CurrencyPosition['buckets'];
}

interface Segment {
  readonly label: string;
  readonly amount: string;
  readonly share: number;
  readonly from: number;
  /** Which fill it has; the last one stands for all that are older. */
  readonly fill: number;
}

const FILLS = 5;

/** What is open by days past due: one bar with a segment a bucket, each with its own hatching, and the figures beneath in the same order. */
export function AgeingPicture({ buckets }: AgeingPictureProps) {
  const { words, formats } = useSidebar();
  const segments = useSegments(buckets);
  const id = useId();
  const what = segments.map(({ label, amount, share }) =>
    words.card.bucket(label, amount, formats.value.percent(share)),
  );
  if (segments.every(({ share }) => share === 0)) return null;
  return (
    <>
      <svg
        class="ageing"
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        role="img"
        aria-label={words.card.picture(what.join('; '))}
      >
        <Hatchings id={id} />
        {segments.map(({ label, from, share, fill }) => (
          <SegmentBar key={label} id={id} fill={fill} from={from} share={share} />
        ))}
      </svg>
      <ul class="buckets">
        {segments.map(({ label, amount, fill }) => (
          <li key={label}>
            <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
              <SegmentBar id={id} fill={fill} from={0} share={0.1} />
            </svg>
            <span>{label}</span>
            <span class="amount">{amount}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function useSegments(buckets: CurrencyPosition['buckets']): Segment[] {
  const { words, formats } = useSidebar();
  const all = buckets.reduce((sum, { amount }) => sum + amount.minor, 0);
  let from = 0;
  return buckets.map(({ label, amount }, at) => {
    const share = all > 0 ? amount.minor / all : 0;
    const begins = from;
    from += share;
    return {
      label: at === 0 ? words.card.current : words.card.bucketDays(label),
      amount: formats.value.money(amount),
      share,
      from: begins,
      fill: Math.min(at, FILLS - 1),
    };
  });
}

interface SegmentBarProps {
  readonly id: string;
  readonly fill: number;
  readonly from: number;
  readonly share: number;
}

function SegmentBar({ id, fill, from, share }: SegmentBarProps) {
  const place = { x: 100 * from, width: 100 * share, height: 10 };
  return (
    <>
      <rect {...place} class={`segment segment-${fill}`} />
      {fill > 0 && <rect {...place} fill={`url(#${id}-${fill})`} />}
    </>
  );
}

/** The older, the denser: who tells no colours apart tells these. */
function Hatchings({ id }: { readonly id: string }) {
  return (
    <defs>
      {[1, 2, 3, 4].map((fill) => (
        <pattern
          key={fill}
          id={`${id}-${fill}`}
          width={6 - fill}
          height={6 - fill}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line class="hatch" y2={6 - fill} />
        </pattern>
      ))}
    </defs>
  );
}
