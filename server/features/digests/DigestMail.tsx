import { CHART_TONES } from '../../web/charts/chart-tones.ts';
import type { AgeingBlock, DigestContent, FigureBlock, LineBlock } from './digest-content.ts';
import { type DigestPicture, type DigestPictures, PICTURE_WIDTH, toneOf } from './digest-pictures.tsx';
import { NO_LINE } from './digest-text.ts';

/** Mail programs know tables and inline styles, and little else. */
const STYLE = {
  page: 'margin:0;padding:16px;background:#ffffff;color:#242424;font-family:Segoe UI,Arial,sans-serif;font-size:14px;line-height:20px',
  frame: `width:100%;max-width:${PICTURE_WIDTH}px`,
  heading: 'margin:0 0 8px;font-size:20px;line-height:28px',
  title: 'margin:24px 0 4px;font-size:16px;line-height:22px',
  figure: 'margin:0;font-size:20px;line-height:28px',
  quiet: 'margin:0;color:#616161;font-size:12px;line-height:18px',
  picture: `display:block;margin:8px 0;width:100%;max-width:${PICTURE_WIDTH}px;height:auto;border:0`,
  name: 'padding:2px 12px 2px 0;text-align:left;font-weight:normal;vertical-align:top',
  number: 'padding:2px 0 2px 12px;text-align:right;vertical-align:top',
  link: 'color:#0f6cbd',
} as const;

interface DigestMailProps {
  readonly content: DigestContent;
  readonly pictures: DigestPictures;
  /** Where a picture lies: in the mail itself, or in a preview. */
  readonly sourceOf: (picture: DigestPicture) => string;
}

/** A digest as mail: a page of tables whose styles stand inline. */
export function DigestMail({ content, pictures, sourceOf }: DigestMailProps) {
  const { subject, heading, greeting, compared, figures, ageing, line, pageAddress, footer, endAddress } = content;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{subject}</title>
      </head>
      <body style={STYLE.page}>
        <table role="presentation" cellPadding="0" cellSpacing="0" style={STYLE.frame}>
          <tbody>
            <tr>
              <td>
                <h1 style={STYLE.heading}>{heading}</h1>
                <p style={STYLE.quiet}>
                  {greeting} {compared}
                </p>
                {line !== null && <OwnLine line={line} />}
                {figures.map((block) => (
                  <Figure key={block.title} block={block} source={shown(pictures.get(block), sourceOf)} />
                ))}
                {ageing.map((block) => (
                  <Ageing key={block.title} block={block} source={shown(pictures.get(block), sourceOf)} />
                ))}
                {pageAddress !== null && (
                  <p style={STYLE.title}>
                    <a href={pageAddress} style={STYLE.link}>
                      All figures with their rows
                    </a>
                  </p>
                )}
                <hr />
                {footer.map((words) => (
                  <p key={words} style={STYLE.quiet}>
                    {words}
                  </p>
                ))}
                <p style={STYLE.quiet}>
                  <a href={endAddress} style={STYLE.link}>
                    {endAddress}
                  </a>
                </p>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

function shown(picture: DigestPicture | undefined, sourceOf: DigestMailProps['sourceOf']): string | null {
  return picture === undefined ? null : sourceOf(picture);
}

interface BlockProps<B> {
  readonly block: B;
  /** Null where there is no picture. */
  readonly source: string | null;
}

function Figure({ block, source }: BlockProps<FigureBlock>) {
  const { title, words, beside, points, href } = block;
  return (
    <>
      <h2 style={STYLE.title}>
        <a href={href} style={STYLE.link}>
          {title}
        </a>
      </h2>
      <p style={block.figure.value === null ? STYLE.quiet : STYLE.figure}>{words}</p>
      {beside.map((each) => (
        <p key={each} style={STYLE.quiet}>
          {each}
        </p>
      ))}
      {source !== null && <Picture source={source} words={`${title} over ${points.length} periods`} />}
      <Words rows={points.map((point) => ({ name: point.label, words: point.words }))} />
    </>
  );
}

function Ageing({ block: { title, parts, sums, href }, source }: BlockProps<AgeingBlock>) {
  return (
    <>
      <h2 style={STYLE.title}>
        <a href={href} style={STYLE.link}>
          {title}
        </a>
      </h2>
      {source !== null && <Picture source={source} words={title} />}
      <Words
        rows={parts.map(({ label, words }, place) => ({ name: label, words, colour: CHART_TONES[toneOf(place)] }))}
      />
      <p style={STYLE.quiet}>{sums.join('; ')}</p>
    </>
  );
}

function OwnLine({ line: { rows } }: { line: LineBlock }) {
  if (rows.length === 0) return <p style={STYLE.title}>{NO_LINE}</p>;
  return (
    <table cellPadding="0" cellSpacing="0" style={STYLE.frame}>
      <thead>
        <tr>
          <th scope="col" style={STYLE.name}>
            Your figures
          </th>
          <th scope="col" style={STYLE.number}>
            These days
          </th>
          <th scope="col" style={STYLE.number}>
            Before
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, now, before }) => (
          <tr key={name}>
            <th scope="row" style={STYLE.name}>
              {name}
            </th>
            <td style={STYLE.number}>{now}</td>
            <td style={STYLE.number}>{before}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Picture({ source, words }: { source: string; words: string }) {
  return <img src={source} alt={words} width={PICTURE_WIDTH} style={STYLE.picture} />;
}

interface WordsRow {
  readonly name: string;
  readonly words: string;
  /** Of the part of the picture that the row is about. */
  readonly colour?: string;
}

/** What a picture shows, said. */
function Words({ rows }: { rows: readonly WordsRow[] }) {
  return (
    <table cellPadding="0" cellSpacing="0" style={STYLE.frame}>
      <tbody>
        {rows.map(({ name, words, colour }) => (
          <tr key={name}>
            <th scope="row" style={STYLE.name}>
              {colour !== undefined && <span style={`color:${colour}`}>■ </span>}
              {name}
            </th>
            <td style={STYLE.number}>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
