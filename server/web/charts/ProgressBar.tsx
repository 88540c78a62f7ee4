import { CHART_INK, CHART_TONES, type ChartTone } from './chart-tones.ts';

interface ProgressBarProps {
  /** What it says: “60 %, 55 % would be on the way”. */
  readonly words: string;
  /** 0 to 1 of the way; beyond is drawn as the end. */
  readonly part: number;
  /** 0 to 1 of the way that would be on pace; left out where there is no pace. */
  readonly pace?: number | undefined;
  readonly tone: ChartTone;
}

const WIDTH = 200;
const HEIGHT = 14;

/** How far along something is, with a mark where it ought to be. Drawn without a browser as well. */
export function ProgressBar({ words, part, pace, tone }: ProgressBarProps) {
  const at = (share: number) => Math.min(1, Math.max(0, share)) * WIDTH;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="progress"
      role="img"
      aria-label={words}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <title>{words}</title>
      <rect class="way" fill={CHART_INK.line} width={WIDTH} height={HEIGHT} />
      <rect class={`mark ${tone}`} fill={CHART_TONES[tone]} width={at(part)} height={HEIGHT} />
      {pace !== undefined && (
        <line class="pace" stroke={CHART_INK.words} stroke-width={2} x1={at(pace)} x2={at(pace)} y1={0} y2={HEIGHT} />
      )}
    </svg>
  );
}
