import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { CHART_FONT, CHART_INK, CHART_TONES, LINE_HEIGHT } from './chart-tones.ts';
import { Link } from './Link.tsx';

export interface ReliabilityPoint {
  /** Both 0 to 1. */
  readonly expected: number;
  readonly observed: number;
  readonly words: string;
}

interface ReliabilityDiagramProps {
  readonly label: string;
  readonly points: readonly ReliabilityPoint[];
  /** Pixels, of width and height alike. */
  readonly size: number;
}

const LEFT = 48;
const RIGHT = 12;
const BOTTOM = 44;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/** How often what was expected came true: on the diagonal the model says what happens. Drawn without a browser as well. */
export function ReliabilityDiagram({ label, points, size }: ReliabilityDiagramProps) {
  const x = scaleLinear([0, 1], [LEFT, size - RIGHT]);
  const y = scaleLinear([0, 1], [size - BOTTOM, RIGHT]);
  const path = line<ReliabilityPoint>()
    .x(({ expected }) => x(expected))
    .y(({ observed }) => y(observed));
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="reliability"
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      font-family={CHART_FONT}
      font-size={13}
    >
      <title>{label}</title>
      <Grid x={x} y={y} size={size} />
      <path class="line" fill="none" stroke={CHART_TONES.told} stroke-width={2} d={path(points) ?? ''} />
      {points.map(({ expected, observed, words }) => (
        <Link key={words} href={undefined} words={words}>
          <circle class="dot told" fill={CHART_TONES.told} cx={x(expected)} cy={y(observed)} r={5} />
        </Link>
      ))}
    </svg>
  );
}

type Scale = ScaleLinear<number, number>;

function Grid({ x, y, size }: { x: Scale; y: Scale; size: number }) {
  const ink = { class: 'words', fill: CHART_INK.words } as const;
  return (
    <g>
      {QUARTERS.map((part) => (
        <g key={part}>
          <line class="grid" stroke={CHART_INK.line} x1={x(0)} x2={x(1)} y1={y(part)} y2={y(part)} />
          <text {...ink} text-anchor="end" x={LEFT - 6} y={y(part) + 4}>
            {part * 100} %
          </text>
          <text {...ink} text-anchor="middle" x={x(part)} y={size - BOTTOM + LINE_HEIGHT}>
            {part * 100}
          </text>
        </g>
      ))}
      <line class="zero" stroke={CHART_INK.words} stroke-dasharray="4 4" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <text {...ink} text-anchor="middle" x={x(0.5)} y={size - 8}>
        expected, %; up: observed
      </text>
    </g>
  );
}
