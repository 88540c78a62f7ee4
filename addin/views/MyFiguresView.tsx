import { useEffect, useRef, useState } from 'preact/hooks';
import { readMyFigures } from '#shared/api/my-figures.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { MyFiguresWords } from '#shared/words/catalogue.ts';
import { type FigureInWords, goalInWords, lineInWords } from '#shared/words/my-figures.ts';
import { Problem } from '../components/Problem.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { type Failure, failureOf, inBackground } from '../state/failure.ts';

type MyFigures = AnswerOf<typeof readMyFigures>;
type Reading =
  | { readonly at: 'loading' }
  | { readonly at: 'read'; readonly figures: MyFigures }
  | { readonly at: 'failed'; readonly failure: Failure };

/** A measure has its one name everywhere, so that reader and manager speak of the same. */
const MEASURES_LANGUAGE = 'en';

/** What the reader has done this month and what came of it: the very line that their manager sees, and their goals. */
export function MyFiguresView({ words }: { readonly words: MyFiguresWords }) {
  const sidebar = useSidebar();
  const { reading, read } = useMyFigures();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article class="stack">
      <h1 ref={heading} tabIndex={-1}>
        {words.heading}
      </h1>
      {reading.at === 'loading' && (
        <p class="late" role="status" aria-busy="true">
          {words.loading}
        </p>
      )}
      {reading.at === 'read' && <Figures figures={reading.figures} words={words} />}
      {reading.at === 'failed' && <Problem failure={reading.failure} onRetry={() => inBackground(read())} />}
      <p class="actions">
        <button type="button" onClick={() => sidebar.show('message')}>
          {words.back}
        </button>
      </p>
    </article>
  );
}

/** Reads the figures when the view is opened, and again when asked; an answer that comes after it was closed is dropped. */
function useMyFigures(): { reading: Reading; read: () => Promise<void> } {
  const { api } = useSidebar();
  const [reading, setReading] = useState<Reading>({ at: 'loading' });
  const isOpen = useRef(true);
  const show = (next: Reading) => {
    if (isOpen.current) setReading(next);
  };
  const read = async () => {
    show({ at: 'loading' });
    try {
      show({ at: 'read', figures: await api.call(readMyFigures, { query: {} }) });
    } catch (error) {
      show({ at: 'failed', failure: failureOf(error) });
    }
  };
  useEffect(() => {
    inBackground(read());
    return () => {
      isOpen.current = false;
    };
  }, []);
  return { reading, read };
}

interface FiguresProps {
  readonly figures: MyFigures;
  readonly words: MyFiguresWords;
}

function Figures({ figures: { from, to, line, goals }, words }: FiguresProps) {
  const { formats } = useSidebar();
  const reader = { words, formats: formats.value };
  const period = words.period(formats.value.day(from, to), formats.value.day(to, to));
  return (
    <>
      <p class="quiet">{period}</p>
      {line === null ? <p>{words.nothing}</p> : <FigureList figures={lineInWords(line, reader)} />}
      <h2>{words.goals}</h2>
      {goals.length === 0 && <p>{words.noGoals}</p>}
      <FigureList figures={goals.map((goal) => goalInWords(goal, to, reader))} labelLanguage={MEASURES_LANGUAGE} />
      <p class="quiet">{words.sameAsManager}</p>
    </>
  );
}

interface FigureListProps {
  readonly figures: readonly FigureInWords[];
  /** Where the labels are in another language than the page. */
  readonly labelLanguage?: string;
}

function FigureList({ figures, labelLanguage }: FigureListProps) {
  return (
    <ul class="plain entries">
      {figures.map(({ label, value, more }) => (
        <li key={`${label} ${value} ${more}`}>
          <span class="row">
            <span class="grow" lang={labelLanguage}>
              {label}
            </span>
            <span class="amount">{value}</span>
          </span>
          {more !== '' && <span class="block quiet">{more}</span>}
        </li>
      ))}
    </ul>
  );
}
