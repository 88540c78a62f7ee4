import { buttons, type Card, paragraph, section } from '../card.ts';
import { html } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { searchSection } from './thread-cards.ts';

/** Beside no message: who is signed in, and the search. */
export function homeCard(kit: CardKit, user: { readonly name: string; readonly company: string }): Card {
  const { home } = kit.words;
  const myFigures = kit.button(kit.words.myFigures.heading, 'my-figures', {});
  return {
    name: 'home',
    header: { title: home.title, subtitle: home.signedInAs(user.name, user.company) },
    sections: [...section([paragraph(html`${home.open}`), buttons(myFigures)]), ...searchSection(kit)],
  };
}
