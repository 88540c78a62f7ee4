import { type Element as DomElement, Window } from 'happy-dom';
import { renderToString } from 'preact-render-to-string';
import { SidebarContext } from '../../addin/components/sidebar-context.ts';
import type { Sidebar } from '../../addin/state/sidebar.ts';
import { SidebarView } from '../../addin/views/SidebarView.tsx';
import { NO_CARD, plainText, type Seen, type SeenCandidate, type SeenLine, type SeenPosition } from './seen.ts';

/** The pane as it is drawn, to be looked into; nothing of it lives. */
export function drawnPane(sidebar: Sidebar): DomElement {
  const { document } = new Window();
  document.body.innerHTML = renderToString(
    <SidebarContext.Provider value={sidebar}>
      <SidebarView />
    </SidebarContext.Provider>,
  );
  return document.body;
}

/** What the pane shows of the customer of the open message, or why it shows none. */
export function seenInPane(sidebar: Sidebar): Seen {
  const body = drawnPane(sidebar);
  const article = found(body, 'article');
  const heading = textOf(article, 'h1');
  const candidates = all(article, 'li.box').map((box) => candidateIn(box, sidebar));
  if (sidebar.state.value.at !== 'customer') {
    return { ...NO_CARD, heading, beneath: textOf(article, 'h1 + p'), candidates };
  }
  return {
    heading,
    candidates,
    ...headerOf(article, sidebar),
    ...figuresOf(article, sidebar),
    ...agreedOf(article, sidebar),
  };
}

type HeaderPart = Pick<Seen, 'beneath' | 'notice' | 'evidence' | 'lastContact' | 'deeds' | 'dataAsOf'>;

function headerOf(article: DomElement, sidebar: Sidebar): HeaderPart {
  const [beneath, because] = all(article, 'header > p.quiet').map(read);
  const dataAsOf = all(article, 'p.quiet').at(-1);
  return {
    beneath: beneath ?? '',
    notice: textOf(article, 'header > p.notice-bad'),
    evidence: evidenceIn(because ?? '', sidebar),
    lastContact: textOf(article, 'header + p'),
    deeds: all(article, 'fieldset.actions button').map((button) => button.getAttribute('aria-label') ?? ''),
    dataAsOf: dataAsOf === undefined ? '' : read(dataAsOf),
  };
}

type FigurePart = Pick<Seen, 'positions' | 'standing' | 'phones' | 'itemCount' | 'items'>;

function figuresOf(article: DomElement, { words }: Sidebar): FigurePart {
  const none = all(article, 'p').filter((one) => read(one) === words.card.nothingOpen);
  const standing = all(article, 'section.position ~ p, fieldset.actions ~ p').filter(
    (one) => !one.classList.contains('quiet') && !read(one).startsWith(words.card.lastPayment),
  );
  return {
    positions: all(article, 'section.position').map(positionIn),
    standing: [...new Set([...none, ...standing])].map(read),
    phones: all(article, `ul[aria-label="${words.phone.region}"] li`).map((line) => ({
      line: textOf(line, 'a'),
      more: textOf(line, 'span.grow'),
    })),
    itemCount: textOf(article, 'fieldset.items legend span'),
    items: all(article, 'fieldset.items li').map((line) =>
      [textOf(line, '.grow > span'), textOf(line, '.amount'), textOf(line, '.grow > .quiet')].join(' · '),
    ),
  };
}

function positionIn(section: DomElement): SeenPosition {
  const names = all(section, 'dt').map(read);
  const amounts = all(section, 'dd').map(read);
  return {
    figures: names.map((name, at) => `${name}: ${amounts[at]}`),
    buckets: all(section, '.buckets li').map((line) => `${textOf(line, 'span')}: ${textOf(line, '.amount')}`),
  };
}

type AgreedPart = Pick<Seen, 'tasks' | 'lastPayment' | 'promises' | 'disputes' | 'contacts'>;

function agreedOf(article: DomElement, { words }: Sidebar): AgreedPart {
  const paid = all(article, 'p').find((one) => read(one).startsWith(`${words.card.lastPayment}:`));
  const linesOf = (heading: string) => all(article, 'section').find((one) => textOf(one, 'h2') === heading);
  const lines = (heading: string) => {
    const section = linesOf(heading);
    return section === undefined ? [] : all(section, 'li');
  };
  return {
    tasks: lines(words.tasks.list).map((line) => ({
      line: textOf(line, '.note'),
      more: textOf(line, '.note + span'),
    })),
    lastPayment:
      paid === undefined
        ? ''
        : read(paid)
            .slice(words.card.lastPayment.length + 1)
            .trim(),
    promises: lines(words.card.promises).map(read),
    disputes: lines(words.card.disputes).map(read),
    contacts: lines(words.card.contacts).map(contactIn),
  };
}

function contactIn(entry: DomElement): SeenLine {
  const by = textOf(entry, '.quiet');
  const whole = read(entry);
  const buttons = all(entry, 'button').map(read).join('');
  const line = whole.slice(0, whole.indexOf(by)).trim();
  const note = textOf(entry, '.note');
  return { line: [line, note].filter(Boolean).join(' / '), more: buttons === '' ? by : `${by} [${buttons}]` };
}

function candidateIn(box: DomElement, sidebar: Sidebar): SeenCandidate {
  return {
    name: textOf(box, 'strong'),
    number: textOf(box, 'span.quiet'),
    evidence: evidenceIn(textOf(box, 'p'), sidebar),
  };
}

function evidenceIn(because: string, { words }: Sidebar): string[] {
  return because.slice(words.thread.because.length).trim().split(' · ');
}

function found(within: DomElement, selector: string): DomElement {
  const element = within.querySelector(selector);
  if (element === null) throw new Error(`There is no ${selector} in the pane.`);
  return element;
}

function all(within: DomElement, selector: string): DomElement[] {
  return [...within.querySelectorAll(selector)];
}

function read({ textContent }: DomElement): string {
  return plainText(textContent ?? '');
}

/** Empty where there is none. */
function textOf(within: DomElement, selector: string): string {
  const element = within.querySelector(selector);
  return element === null ? '' : read(element);
}
