import { type ScaleLinear, type ScalePoint, scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { CHART_FONT, CHART_INK, CHART_TONES, LINE_HEIGHT } from './chart-tones.ts';
import { Link } from './Link.tsx';

export interface LinePoint {
  /** What stands under it, once in a chart: “Aug 2026”. */
  readonly label: string;
  /** Null where it cannot be computed: the line has a gap there. */
  readonly value: number | null;
  readonly words: string;
  readonly href?: string | undefined;
}

interface LineChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly points: readonly LinePoint[];
  /** Pixels. */
  readonly width: number;
  readonly height?: number;
  readonly tickText: (value: number) => string;
  /** The company's own aim, as a broken line. */
  readonly target?: number | undefined;
  /** What is usual in the trade, as a band. */
  readonly usual?: { readonly low: number; readonly high: number } | undefined;
}

interface Scales {
  readonly x: ScalePoint<string>;
  readonly y: ScaleLinear<number, number>;
  /** Where the lines begin: what is left of it is for the words of the axis. */
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

const LETTER_WIDTH = 7.5;
const GAP = 6;
const RIGHT = 24;
const TOP = 12;
const BOTTOM = 28;
const TICKS = 4;

/** A figure over time, beside what is aimed at and what is usual. Drawn without a browser as well. */
export function LineChart(chart: LineChartProps) {
  const { label, points, width, height = HEIGHT } = chart;
  const scales = scalesOf(chart);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="line-chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={CHART_FONT}
      font-size={13}
    >
      <title>{label}</title>
      <HeldAgainst chart={chart} scales={scales} />
      <Axes points={points} scales={scales} />
      <path class="line" fill="none" stroke={CHART_TONES.told} stroke-width={2.5} d={pathOf(points, scales)} />
      <Dots points={points} scales={scales} />
    </svg>
  );
}

const HEIGHT = 220;

function scalesOf({ points, target, usual, width, height = HEIGHT, tickText }: LineChartProps): Scales {
  const values = [...points.map(({ value }) => value), target, usual?.low, usual?.high].flatMap((value) => value ?? []);
  const low = Math.min(0, ...values);
  const high = Math.max(low, ...values);
  const y = scaleLinear([low, high === low ? low + 1 : high], [height - BOTTOM, TOP]).nice(TICKS);
  const ticks = y.ticks(TICKS).map((value) => ({ value, text: tickText(value) }));
  const left = longest(ticks.map(({ text }) => text)) * LETTER_WIDTH + GAP;
  const labels = points.map(({ label }) => label);
  return { x: scalePoint(labels, [left + RIGHT, width - RIGHT - RIGHT]), y, left, right: width - RIGHT, ticks };
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

/** The usual range as a band, the target as a broken line. */
function HeldAgainst({ chart: { target, usual }, scales }: { chart: LineChartProps; scales: Scales }) {
  const { y, left, right } = scales;
  return (
    <>
      {usual !== undefined && (
        <rect
          class="usual"
          fill={CHART_INK.range}
          x={left}
          y={y(usual.high)}
          width={right - left}
          height={Math.max(2, y(usual.low) - y(usual.high))}
        >
          <title>usual in the trade</title>
        </rect>
      )}
      {target !== undefined && (
        <line
          class="target"
          stroke={CHART_INK.target}
          stroke-dasharray="6 4"
          x1={left}
          x2={right}
          y1={y(target)}
          y2={y(target)}
        >
          <title>target</title>
        </line>
      )}
    </>
  );
}

function pathOf(points: readonly LinePoint[], { x, y }: Scales): string {
  const drawn = line<LinePoint>()
    .defined(({ value }) => value !== null)
    .x(({ label }) => x(label) ?? 0)
    .y(({ value }) => y(value ?? 0));
  return drawn(points) ?? '';
}

function Axes({ points, scales }: { points: readonly LinePoint[]; scales: Scales }) {
  const { x, y, left, right, ticks } = scales;
  const bottom = y.range()[0] ?? 0;
  const wide = points.length * longest(points.map(({ label }) => label)) * LETTER_WIDTH;
  const every = Math.max(1, Math.ceil(wide / (right - left)));
  return (
    <g>
      {ticks.map(({ value, text }) => (
        <g key={value}>
          <line class="grid" stroke={CHART_INK.line} x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text class="words" fill={CHART_INK.words} text-anchor="end" x={left - GAP} y={y(value) + 4}>
            {text}
          </text>
        </g>
      ))}
      {points
        .filter((_, index) => (points.length - 1 - index) % every === 0)
        .map(({ label }) => (
          <text
            key={label}
            class="words"
            fill={CHART_INK.words}
            text-anchor="middle"
            x={x(label) ?? 0}
            y={bottom + LINE_HEIGHT + 4}
          >
            {label}
          </text>
        ))}
    </g>
  );
}

function Dots({ points, scales: { x, y } }: { points: readonly LinePoint[]; scales: Scales }) {
  return (
    <>
      {points.map(({ label, value, words, href }) =>
        value === null ? null : (
          <Link key={label} href={href} words={`${label}: ${words}`}>
            <circle class="dot told" fill={CHART_TONES.told} cx={x(label) ?? 0} cy={y(value)} r={5} />
            <circle class="reach" fill="transparent" cx={x(label) ?? 0} cy={y(value)} r={12} />
          </Link>
        ),
      )}
    </>
  );
}
