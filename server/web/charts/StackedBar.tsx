import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { CHART_TONES, type ChartTone } from './chart-tones.ts';
import { Link } from './Link.tsx';

export interface StackedPart {
  readonly key: string;
  /** Its length; of one currency or unit with the others. Below 0 counts as nothing. */
  readonly value: number;
  /** What it says: “31-60: €1,200.00, 12 %”. */
  readonly words: string;
  readonly tone: ChartTone;
  readonly href?: string | undefined;
}

interface StackedBarProps {
  readonly parts: readonly StackedPart[];
  /** Pixels; where the page stretches it to its own width, the proportions. */
  readonly width?: number;
  readonly height?: number;
}

const GAP = 3;

/** Parts of a whole as one bar. Drawn without a browser as well. */
export function StackedBar({ parts, width = 1000, height = 56 }: StackedBarProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: each part has its own title
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="stacked"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      {placed(parts, width).map(({ part: { key, tone, words, href }, from, to }) => (
        <Link key={key} href={href} words={words}>
          <rect
            class={`mark ${tone}`}
            fill={CHART_TONES[tone]}
            x={from}
            y={0}
            width={Math.max(0, to - from - GAP)}
            height={height}
          />
        </Link>
      ))}
    </svg>
  );
}

interface Placed {
  readonly part: StackedPart;
  readonly from: number;
  readonly to: number;
}

function placed(parts: readonly StackedPart[], width: number): readonly Placed[] {
  const lengths = Object.fromEntries(parts.map(({ key, value }) => [key, Math.max(0, value)]));
  const whole = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  const scale = scaleLinear([0, Math.max(1, whole)], [0, width]);
  const series = stack<Record<string, number>>().keys(parts.map(({ key }) => key))([lengths]);
  return parts.map((part, index) => {
    const [low = 0, high = 0] = series[index]?.[0] ?? [];
    return { part, from: scale(low), to: scale(high) };
  });
}
