import { type ResvgRenderOptions, renderAsync } from '@resvg/resvg-js';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { CHART_TONES, type ChartTone } from '../../web/charts/chart-tones.ts';
import { LineChart } from '../../web/charts/LineChart.tsx';
import { StackedBar } from '../../web/charts/StackedBar.tsx';
import type { AgeingBlock, DigestContent, FigureBlock } from './digest-content.ts';
import { figureText } from './digest-words.ts';

/** A chart as a picture. */
export interface DigestPicture {
  /** By which the mail shows it. */
  readonly cid: string;
  readonly png: Uint8Array;
}

/** The pictures of a digest by the block that they are of. */
export type DigestPictures = ReadonlyMap<FigureBlock | AgeingBlock, DigestPicture>;

/** Pixels as the mail shows them; the pictures have twice as many, for sharp screens. */
export const PICTURE_WIDTH = 600;
const LINE_HEIGHT = 200;
const BAR_HEIGHT = 36;

/** Each chart drawn by the pages' own components. What a machine has no font for is missing in a picture; the mail says all of it in words beside. */
export async function picturesOf({ figures, ageing }: DigestContent): Promise<DigestPictures> {
  const drawn = [
    ...ageing.map((block) => [block, ageingChart(block)] as const),
    ...figures.filter(({ points }) => points.length > 0).map((block) => [block, figureChart(block)] as const),
  ];
  const pictures = new Map<FigureBlock | AgeingBlock, DigestPicture>();
  for (const [place, [block, chart]] of drawn.entries()) {
    pictures.set(block, { cid: `chart-${place + 1}`, png: await pngOf(chart) });
  }
  return pictures;
}

function ageingChart({ parts }: AgeingBlock): VNode {
  const bars = parts.map(({ label, minor, words }, place) => ({
    key: label,
    value: minor,
    words: `${label}: ${words}`,
    tone: toneOf(place),
  }));
  return <StackedBar parts={bars} width={PICTURE_WIDTH} height={BAR_HEIGHT} />;
}

/** The colour of a bucket by its place; those after the last colour share it. */
export function toneOf(place: number): ChartTone {
  const tone = `bucket-${place}`;
  return tone in CHART_TONES ? (tone as ChartTone) : 'bucket-5';
}

function figureChart({ title, figure, points }: FigureBlock): VNode {
  const { target, usual } = figure;
  return (
    <LineChart
      label={title}
      points={points}
      width={PICTURE_WIDTH}
      height={LINE_HEIGHT}
      tickText={(value) => figureText(value, figure)}
      target={target ?? undefined}
      usual={usual ?? undefined}
    />
  );
}

const OPTIONS: ResvgRenderOptions = {
  background: '#ffffff',
  fitTo: { mode: 'zoom', value: 2 },
  font: { loadSystemFonts: true, defaultFontFamily: 'Liberation Sans' },
};

async function pngOf(chart: VNode): Promise<Uint8Array> {
  const picture = await renderAsync(renderToString(chart), OPTIONS);
  return new Uint8Array(picture.asPng());
}
