import { Resvg } from '@resvg/resvg-js';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { renderToString } from 'preact-render-to-string';
import { DotWhisker, type WhiskerRow } from '../../../../server/web/charts/DotWhisker.tsx';
import { LineChart } from '../../../../server/web/charts/LineChart.tsx';
import { ProgressBar } from '../../../../server/web/charts/ProgressBar.tsx';
import { ReliabilityDiagram } from '../../../../server/web/charts/ReliabilityDiagram.tsx';
import { StackedBar } from '../../../../server/web/charts/StackedBar.tsx';

/** Numbers of an attribute, in the order of the drawing. */
function numbersOf(svg: string, element: string, attribute: string): number[] {
  const found = [...svg.matchAll(new RegExp(`<${element}[^>]*? ${attribute}="([^"]*)"`, 'g'))];
  return found.map(([, value]) => Number(value));
}

/** What is drawn without a document has to be a picture as it stands. */
function expectPicture(svg: string): void {
  const png = new Resvg(svg).render().asPng();
  expect(png.subarray(1, 4).toString()).to.equal('PNG');
}

describe('StackedBar', () => {
  const parts = [
    { key: 'a', value: 300, words: 'a: 300', tone: 'kept', href: '/a' },
    { key: 'b', value: 0, words: 'b: 0', tone: 'earlier' },
    { key: 'c', value: 100, words: 'c: 100', tone: 'untouched' },
  ] as const;

  it('gives each part the length of its value, side by side, and is a picture', () => {
    const svg = renderToString(<StackedBar parts={parts} width={400} height={40} />);
    expect(numbersOf(svg, 'rect', 'x')).to.deep.equal([0, 300, 300]);
    expect(numbersOf(svg, 'rect', 'width')).to.deep.equal([297, 0, 97]);
    expectPicture(svg);
  });

  it('links a part to its rows and names it', () => {
    const svg = renderToString(<StackedBar parts={parts} />);
    expect(svg).to.include('<a href="/a" aria-label="a: 300"><title>a: 300</title>');
  });

  it('draws nothing of nothing', () => {
    const svg = renderToString(<StackedBar parts={parts.map((part) => ({ ...part, value: 0 }))} />);
    expect(numbersOf(svg, 'rect', 'width')).to.deep.equal([0, 0, 0]);
  });
});

describe('DotWhisker', () => {
  const rows: WhiskerRow[] = [
    {
      key: 'ana',
      label: 'Ana',
      value: 60,
      low: 20,
      high: 100,
      text: '60',
      interval: '20 to 100',
      isTold: true,
      href: '/ana',
    },
    { key: 'ben', label: 'Ben', value: 20, low: -60, high: 100, text: '20', interval: '-60 to 100', isTold: false },
    { key: 'cleo', label: 'Cleo', value: 0, low: null, high: null, text: '0', interval: '', isTold: false },
  ];

  for (const width of [300, 640]) {
    it(`puts value and interval on one scale, ${width} wide`, () => {
      const svg = renderToString(<DotWhisker rows={rows} width={width} tickText={String} />);
      const [ana = 0, ben = 0, cleo = 0] = numbersOf(svg, 'circle', 'cx');
      const whiskers = [...svg.matchAll(/class="whisker[^>]*? x1="([\d.]+)" x2="([\d.]+)"/g)];
      const [[anaLow, anaHigh] = [], [benLow, benHigh] = []] = whiskers.map(([, low, high]) => [
        Number(low),
        Number(high),
      ]);
      expect(anaHigh).to.be.closeTo(benHigh ?? 0, 1e-6);
      expect(ana).to.be.closeTo(((anaLow ?? 0) + (anaHigh ?? 0)) / 2, 1e-6);
      expect(ben).to.be.closeTo(((benLow ?? 0) + (benHigh ?? 0)) / 2, 1e-6);
      expect(cleo).to.be.below(ben);
      expect(Math.max(ana, anaHigh ?? 0)).to.be.below(width);
      expect(whiskers).to.have.length(2);
      expectPicture(svg);
    });
  }

  it('says what cannot be told from luck', () => {
    const svg = renderToString(<DotWhisker rows={rows} width={640} tickText={String} />);
    expect(svg).to.include('Ben: 20 (-60 to 100), cannot be told from luck');
    expect(svg).to.include('aria-label="Ana: 60 (20 to 100)"');
  });
});

describe('LineChart', () => {
  const points = [
    { label: 'Jan', value: 40, words: '40' },
    { label: 'Feb', value: null, words: 'no sales' },
    { label: 'Mar', value: 50, words: '50', href: '/mar' },
    { label: 'Apr', value: 30, words: '30' },
  ];

  it('has a gap where a figure cannot be computed, and a dot for each that can', () => {
    const svg = renderToString(<LineChart label="DSO" points={points} width={600} tickText={String} target={35} />);
    const [, path = ''] = /class="line"[^>]* d="([^"]*)"/.exec(svg) ?? [];
    expect(path.match(/M/g)).to.have.length(2);
    expect(numbersOf(svg, 'circle', 'cx').length / 2).to.equal(3);
    expect(svg).to.include('<title>target</title>');
    expectPicture(svg);
  });

  it('has higher values higher up, the target and the usual range on the same scale', () => {
    const usual = { low: 30, high: 50 };
    const svg = renderToString(
      <LineChart label="DSO" points={points} width={600} tickText={String} target={40} usual={usual} />,
    );
    const [jan = 0, , mar = 0, , apr = 0] = numbersOf(svg, 'circle', 'cy');
    expect(mar).to.be.below(jan);
    expect(apr).to.be.above(jan);
    const [, target] = /class="target"[^>]* y1="([\d.]+)"/.exec(svg) ?? [];
    expect(Number(target)).to.be.closeTo(jan, 1e-6);
    const [, top, height] = /class="usual"[^>]* y="([\d.]+)"[^>]* height="([\d.]+)"/.exec(svg) ?? [];
    expect(Number(top)).to.be.closeTo(mar, 1e-6);
    expect(Number(top) + Number(height)).to.be.closeTo(apr, 1e-6);
  });
});

describe('the axis of a LineChart', () => {
  const points = [10, 20, 30].map((value) => ({ label: `Month ${value}`, value, words: String(value) }));

  it('has room for its words, however long', () => {
    for (const text of ['1', '€1,200,000.00']) {
      const svg = renderToString(<LineChart label="Cash" points={points} width={600} tickText={() => text} />);
      const [, end] = /text-anchor="end" x="([\d.]+)"/.exec(svg) ?? [];
      expect(Number(end), text).to.be.at.least(text.length * 7);
    }
  });

  it('leaves labels out rather than having them over one another, never the last', () => {
    const svg = renderToString(<LineChart label="Cash" points={points} width={220} tickText={String} />);
    const labels = [...svg.matchAll(/text-anchor="middle"[^>]*>([^<]*)</g)].map(([, label]) => label);
    expect(labels.length).to.be.below(points.length);
    expect(labels.at(-1)).to.equal('Month 30');
  });
});

describe('ReliabilityDiagram', () => {
  it('puts what came true as expected on the diagonal', () => {
    const points = [
      { expected: 0.2, observed: 0.2, words: 'one' },
      { expected: 0.8, observed: 0.5, words: 'two' },
    ];
    const svg = renderToString(<ReliabilityDiagram label="Calibration" points={points} size={400} />);
    const [, x1, y1, x2, y2] =
      /class="zero"[^>]* x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/.exec(svg) ?? [];
    const onDiagonal = (x: number) =>
      Number(y1) + ((x - Number(x1)) / (Number(x2) - Number(x1))) * (Number(y2) - Number(y1));
    const [xOne = 0, xTwo = 0] = numbersOf(svg, 'circle', 'cx');
    const [yOne = 0, yTwo = 0] = numbersOf(svg, 'circle', 'cy');
    expect(yOne).to.be.closeTo(onDiagonal(xOne), 1e-6);
    expect(yTwo).to.be.above(onDiagonal(xTwo));
    expectPicture(svg);
  });
});

describe('ProgressBar', () => {
  it('ends where the way ends, with a mark of the pace', () => {
    const svg = renderToString(<ProgressBar words="120 %" part={1.2} pace={0.5} tone="kept" />);
    expect(numbersOf(svg, 'rect', 'width')).to.deep.equal([200, 200]);
    expect(numbersOf(svg, 'line', 'x1')).to.deep.equal([100]);
    expectPicture(svg);
  });
});
