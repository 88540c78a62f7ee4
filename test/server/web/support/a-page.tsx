import { GlobalRegistrator } from '@happy-dom/global-registrator';
import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { cleanup, type RenderResult, render } from '@testing-library/preact';
import { after, afterEach, before } from 'mocha';
import { LocationProvider } from 'preact-iso';
import { PageContext } from '../../../../server/web/state/page-context.ts';
import { PageSession } from '../../../../server/web/state/page-session.ts';
import { type ReportAnswer, readReport } from '../../../../shared/api/reports.ts';
import { listSavedViews } from '../../../../shared/api/saved-views.ts';
import { openSession } from '../../../../shared/api/sessions.ts';
import { type Asked, FakeApi, SESSION } from '../../../addin/support/fake-api.ts';

const ORIGIN = 'https://duethread.example';

/** For a describe that draws pages: a document for its tests, gone again after them. */
export function usePages(): void {
  before(() => GlobalRegistrator.register({ url: `${ORIGIN}/` }));
  afterEach(cleanup);
  after(() => GlobalRegistrator.unregister());
}

/** The far side of the pages: a manager is signed in, nothing is saved, and reports answer as they are told. */
export class PageApi extends FakeApi {
  private readonly reports = new Map<string, (asked: Asked) => ReportAnswer>();

  constructor() {
    super();
    const user = { ...SESSION.user, name: 'Mira Hoffmann', role: 'manager' as const };
    this.on(openSession, () => ({ ...SESSION, user }));
    this.on(listSavedViews, () => ({ views: [] }));
    this.on(readReport, (asked) => {
      const answer = this.reports.get(reportIn(asked));
      if (answer === undefined) throw new Error(`No answer for the report ${reportIn(asked)}.`);
      return answer(asked);
    });
  }

  report(name: string, answer: (asked: Asked) => ReportAnswer): this {
    this.reports.set(name, answer);
    return this;
  }

  /** What was asked of a report, in the order of the asking. */
  askedOf(name: string): Readonly<Record<string, string>>[] {
    return this.of(readReport)
      .filter((asked) => reportIn(asked) === name)
      .map(({ query }) => query);
  }
}

/** Draws a part of the pages at an address, signed in. */
export async function draw(api: PageApi, path: string, view: preact.ComponentChild): Promise<RenderResult> {
  history.replaceState(null, '', path);
  globalThis.fetch = (input, init) => api.fetch(new URL(String(input), ORIGIN), init);
  const session = new PageSession();
  await session.open();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={queries}>
      <PageContext.Provider value={session}>
        <LocationProvider>{view}</LocationProvider>
      </PageContext.Provider>
    </QueryClientProvider>,
  );
}

/** A report’s answer about November, with what a test says otherwise. */
export function anAnswer(report: string, told: Partial<ReportAnswer> = {}): ReportAnswer {
  const rows = told.rows ?? [];
  return {
    report,
    tenant: 'Own GmbH',
    from: '2026-11-01',
    to: '2026-11-30',
    knownAt: '2026-11-30T05:00:00.000Z',
    dataAsOf: '2026-11-30T04:00:00.000Z',
    definition: { title: report, words: [`How ${report} is made.`] },
    totals: [],
    rows,
    rowCount: rows.length,
    ...told,
  } as ReportAnswer;
}

/** The totals of measures that have a figure. */
export function toldOf(measures: readonly { readonly key: string }[]): ReportAnswer['totals'] {
  return measures.map(({ key }) => {
    const [measure, variant] = key.split('.');
    return { measure, variant, value: 1, unit: 'count', inputs: {} };
  });
}

function reportIn({ path }: Asked): string {
  return path.replace('/api/reports/', '');
}
