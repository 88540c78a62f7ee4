import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Menu } from '../../../../server/web/components/Menu.tsx';
import { SavedViewsView } from '../../../../server/web/saved-views/SavedViewsView.tsx';
import { SaveView } from '../../../../server/web/saved-views/SaveView.tsx';
import {
  addSavedView,
  listSavedViews,
  removeSavedView,
  type SavedViewView,
} from '../../../../shared/api/saved-views.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const OLDEST: SavedViewView = {
  id: 'v1',
  name: 'The oldest',
  address: '/reports/open-items?bucket=90%2B',
  scope: 'shared',
  by: 'Mira Hoffmann',
  isMine: true,
};
const THEIRS: SavedViewView = { ...OLDEST, id: 'v2', name: 'Of others', address: '/goals', isMine: false, by: 'Jo' };

function api(views: readonly SavedViewView[]): PageApi {
  return new PageApi().on(listSavedViews, () => ({ views: [...views] }));
}

describe('SaveView', () => {
  usePages();

  it('keeps the address under a name, for oneself or for all', async () => {
    const pages = api([]).on(addSavedView, () => OLDEST);
    const { getByLabelText, getByRole, findByText } = await draw(pages, '/', <SaveView address={OLDEST.address} />);
    fireEvent.input(getByLabelText('Name'), { target: { value: 'The oldest' } });
    fireEvent.change(getByLabelText('Seen by'), { target: { value: 'shared' } });
    fireEvent.submit(getByRole('form', { name: 'Save this view' }));
    await findByText('Saved; it stands in the menu.');
    const { name, address } = OLDEST;
    expect(pages.of(addSavedView)[0]?.body).to.deep.equal({ name, address, scope: 'shared' });
  });

  it('asks with the same key where the same is tried again', async () => {
    let refuses = true;
    const pages = api([]).on(addSavedView, () => {
      if (refuses) throw new Refusal('view_taken');
      return OLDEST;
    });
    const { getByLabelText, getByRole, findByText } = await draw(pages, '/', <SaveView address="/goals" />);
    fireEvent.input(getByLabelText('Name'), { target: { value: 'Goals' } });
    fireEvent.submit(getByRole('form', { name: 'Save this view' }));
    await findByText(/refused: view_taken/);
    refuses = false;
    fireEvent.submit(getByRole('form', { name: 'Save this view' }));
    await findByText('Saved; it stands in the menu.');
    const [first, second] = pages.of(addSavedView).map(({ key }) => key);
    expect(first).to.equal(second);
  });
});

describe('SavedViewsView', () => {
  usePages();

  it('lists views, and removes one’s own alone', async () => {
    const pages = api([OLDEST, THEIRS]).on(removeSavedView, () => ({}));
    const { findByRole, queryByRole } = await draw(pages, '/saved-views', <SavedViewsView />);
    const link = await findByRole('link', { name: 'The oldest' });
    expect(link.getAttribute('href')).to.equal('/reports/open-items?bucket=90%2B');
    expect(queryByRole('button', { name: 'Remove the view Of others' })).to.equal(null);
    fireEvent.click(await findByRole('button', { name: 'Remove the view The oldest' }));
    await eventually(() => pages.of(removeSavedView).length === 1);
  });
});

describe('Menu', () => {
  usePages();

  it('has the saved views first and marks the page that is open', async () => {
    const { findByRole, getByRole } = await draw(api([OLDEST]), '/reports/open-items?bucket=90%2B', <Menu />);
    const saved = await findByRole('link', { name: 'The oldest' });
    expect(saved.getAttribute('aria-current')).to.equal('page');
    expect(getByRole('link', { name: 'Open items one by one' }).getAttribute('aria-current')).to.equal('page');
    expect(getByRole('link', { name: 'Overview' }).getAttribute('aria-current')).to.equal(null);
  });

  it('opens and closes by its button, and says so', async () => {
    const { getByRole, container } = await draw(api([]), '/', <Menu />);
    const button = getByRole('button', { name: 'Menu' });
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    fireEvent.click(button);
    await eventually(() => button.getAttribute('aria-expanded') === 'true');
    expect(container.querySelector('.menu-groups')?.classList.contains('open')).to.equal(true);
  });

  it('names every report that is not reached by links alone, once', async () => {
    const { container } = await draw(api([]), '/', <Menu />);
    const hrefs = [...container.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(new Set(hrefs).size).to.equal(hrefs.length);
    expect(hrefs).to.include.members([
      '/reports/kpis',
      '/reports/collectors-board',
      '/goals',
      '/weekly-review',
      '/digest',
    ]);
    expect(hrefs).to.not.include('/reports/measure-rows');
  });
});
