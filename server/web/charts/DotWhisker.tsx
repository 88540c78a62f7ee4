import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { CHART_FONT, CHART_INK, CHART_TONES, LINE_HEIGHT } from './chart-tones.ts';
import { Link } from './Link.tsx';

export interface WhiskerRow {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The ends of the interval; both are left out where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** The value, and its interval, in words. */
  readonly text: string;
  readonly interval: string;
  /** Whether the interval leaves zero out. */
  readonly isTold: boolean;
  readonly href?: string | undefined;
}

interface DotWhiskerProps {
  readonly rows: readonly WhiskerRow[];
  /** Pixels. Where it is narrow the words stand over the marks. */
  readonly width: number;
  readonly tickText: (value: number) => string;
}

type Scale = ScaleLinear<number, number>;

const NARROW = 560;
const WORDS_WIDTH = 270;
const MARGIN = 32;
const TICKS = 4;
const AXIS_HEIGHT = 24;

/** Values with their intervals against zero. What cannot be told from luck is hollow and says so. Drawn without a browser as well. */
export function DotWhisker({ rows, width, tickText }: DotWhiskerProps) {
  const isNarrow = width < NARROW;
  const rowHeight = LINE_HEIGHT * (isNarrow ? 4 : 3);
  const height = rows.length * rowHeight + AXIS_HEIGHT;
  const scale = scaleOf(rows, isNarrow ? MARGIN : WORDS_WIDTH, width - MARGIN);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: each row has its own title
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="whiskers"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={CHART_FONT}
      font-size={13}
    >
      <Axis scale={scale} bottom={height - AXIS_HEIGHT} ticks={isNarrow ? 2 : TICKS} tickText={tickText} />
      {rows.map((row, index) => (
        <Row key={row.key} row={row} top={index * rowHeight} scale={scale} isNarrow={isNarrow} />
      ))}
    </svg>
  );
}

function scaleOf(rows: readonly WhiskerRow[], from: number, to: number): Scale {
  const ends = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  return scaleLinear([low, high === low ? low + 1 : high], [from, to]);
}

interface AxisProps {
  readonly scale: Scale;
  readonly bottom: number;
  readonly ticks: number;
  readonly tickText: (value: number) => string;
}

function Axis({ scale, bottom, ticks, tickText }: AxisProps) {
  return (
    <g>
      {scale.ticks(ticks).map((tick) => (
        <g key={tick}>
          <line
            class={tick === 0 ? 'zero' : 'grid'}
            stroke={tick === 0 ? CHART_INK.words : CHART_INK.line}
            x1={scale(tick)}
            x2={scale(tick)}
            y1={0}
            y2={bottom}
          />
          <text class="words" fill={CHART_INK.words} text-anchor="middle" x={scale(tick)} y={bottom + LINE_HEIGHT}>
            {tickText(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface RowProps {
  readonly row: WhiskerRow;
  readonly top: number;
  readonly scale: Scale;
  readonly isNarrow: boolean;
}

function Row({ row, top, scale, isNarrow }: RowProps) {
  const { label, text, interval, isTold, href } = row;
  const y = top + LINE_HEIGHT * (isNarrow ? 3.1 : 1.4);
  // In the colour of the paper around the letters, so that no line of the chart runs through them.
  const ink = { class: 'words over', fill: CHART_INK.words, stroke: CHART_INK.paper, 'paint-order': 'stroke' } as const;
  return (
    <Link href={href} words={`${label}: ${text}${said(row)}`}>
      <text {...ink} stroke-width={4} font-weight={600} x={0} y={top + LINE_HEIGHT}>
        {isTold ? label : `${label} · luck?`}
      </text>
      <text {...ink} stroke-width={4} x={0} y={top + LINE_HEIGHT * 2}>
        {isNarrow ? interval : `${text}${interval === '' ? '' : ` (${interval})`}`}
      </text>
      {isNarrow && (
        <text {...ink} stroke-width={4} text-anchor="end" x={scale.range()[1]} y={top + LINE_HEIGHT}>
          {text}
        </text>
      )}
      <Mark row={row} y={y} scale={scale} />
    </Link>
  );
}

function said({ interval, isTold }: WhiskerRow): string {
  return `${interval === '' ? '' : ` (${interval})`}${isTold ? '' : ', cannot be told from luck'}`;
}

function Mark({ row: { value, low, high, isTold }, y, scale }: { row: WhiskerRow; y: number; scale: Scale }) {
  const tone = isTold ? 'told' : 'luck';
  const colour = CHART_TONES[tone];
  return (
    <>
      {low !== null && high !== null && (
        <line
          class={`whisker ${tone}`}
          stroke={colour}
          stroke-width={3}
          x1={scale(low)}
          x2={scale(high)}
          y1={y}
          y2={y}
        />
      )}
      <circle
        class={`dot ${tone}`}
        fill={isTold ? colour : CHART_INK.paper}
        stroke={colour}
        stroke-width={2}
        cx={scale(value)}
        cy={y}
        r={6}
      />
    </>
  );
}
