import { buttons, type Card, paragraph, section, type Widget } from '../card.ts';
import { html } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import type { Words } from '../card-words.ts';
import { searchSection } from './thread-cards.ts';

/** Says what did not work and why, with the way on where there is one. */
function problemCard({ heading, why }: { heading: string; why: string }, more: readonly Widget[] = []): Card {
  return { name: 'problem', header: { title: heading }, sections: section([paragraph(html`${why}`), ...more]) };
}

/** The same with a button that tries the whole thread again. */
export function retryCard(kit: CardKit, problem: { heading: string; why: string }): Card {
  return problemCard(problem, [buttons(kit.button(kit.words.problem.retry, 'show-thread', {}))]);
}

/** The open message cannot be read: nobody says that it has no customer, and one can still be found by hand. */
export function unreadableCard(kit: CardKit, why: string): Card {
  const { sections, ...card } = retryCard(kit, { heading: kit.words.cards.problem.unreadable, why });
  return { ...card, sections: [...sections, ...searchSection(kit, kit.mayChange ? 'link' : 'open')] };
}

/** For those whose sign-in went well and who have nothing to do here. */
export function accountCard(kind: 'unknown' | 'disabled' | 'role', { cards: { account } }: Words): Card {
  return problemCard({ heading: account[kind], why: account[`${kind}Why`] });
}
