import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Route, Router } from 'preact-iso';
import { TemplatesView } from '../../../../server/web/templates/TemplatesView.tsx';
import { type ClauseView, draftClause, listClauses, stepClause } from '../../../../shared/api/clauses.ts';
import {
  changeTemplateDraft,
  compareTemplates,
  listTemplateVersions,
  previewTemplate,
  readTemplateVersion,
  stepTemplate,
  type TemplateVersionDetail,
  testSendTemplate,
} from '../../../../shared/api/templates.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const SCRIPT = '<script>document.title = "taken over"</script>';

function aVersion(told: Partial<TemplateVersionDetail> = {}): TemplateVersionDetail {
  return {
    id: 't1',
    name: 'First notice',
    stage: 'first_notice',
    language: 'en',
    brand: null,
    version: 2,
    state: 'draft',
    revision: 3,
    approvals: [],
    approvalsNeeded: 1,
    latest: null,
    may: ['submit', 'retire'],
    subject: 'Account {{ customer.number }}',
    html: '<p>Dear {{ customer.name }},</p>',
    uses: 0,
    history: [{ at: '2026-11-20T09:00:00.000Z', by: 'ana@own.example', deed: 'write', reason: null }],
    problems: [],
    others: [{ id: 't0', version: 1, state: 'live' }],
    ...told,
  };
}

function aClause(told: Partial<ClauseView> = {}): ClauseView {
  const { subject: _, stage: __, others: ___, uses: ____, ...rest } = aVersion();
  const html = '<p>Bank: Example Bank</p>';
  return {
    ...rest,
    id: 'c1',
    name: 'bank_details',
    language: '',
    html,
    text: 'Bank: Example Bank',
    isBankDetails: true,
    ...told,
  };
}

function api(version: TemplateVersionDetail, clauses: readonly ClauseView[] = []): PageApi {
  const variables = [{ name: 'customer.name', type: 'text' as const, words: "the customer's name", ofItem: false }];
  return new PageApi()
    .on(listTemplateVersions, () => ({ versions: [version], brands: [], variables }))
    .on(readTemplateVersion, () => version)
    .on(listClauses, () => ({ clauses: [...clauses] }))
    .on(previewTemplate, ({ body }) => ({
      problems: String((body as { html: string }).html).includes('{{ iban }}')
        ? [{ field: 'html', problem: '{{ iban }} is none of the variables.' }]
        : [],
      missing: [],
      filled: { subject: 'Account C1', html: `<p>Dear Kestrel,</p>${SCRIPT}`, text: 'Dear Kestrel,' },
    })) as PageApi;
}

const page = <Router>{[<Route key="templates" path="/admin/templates/:id?" component={TemplatesView} />]}</Router>;

describe('TemplatesView', () => {
  usePages();

  it('lists versions by the filters of the address', async () => {
    const far = api(aVersion());
    const { findByRole } = await draw(far, '/admin/templates?state=draft&stage=nonsense', page);
    const link = await findByRole('link', { name: 'First notice, version 2' });
    expect(link.getAttribute('href')).to.equal('/admin/templates/t1');
    expect(far.of(listTemplateVersions).map(({ query }) => query)).to.deep.include({ state: 'draft' });
  });

  it('saves what is typed at the revision that was read, and shows what is wrong at its field', async () => {
    const far = api(aVersion()).on(changeTemplateDraft, () => aVersion({ revision: 4 }));
    const { findByLabelText, findByText, findByRole } = await draw(far, '/admin/templates/t1', page);
    const body = await findByLabelText('Body, as HTML');
    fireEvent.input(body, { target: { value: '<p>{{ iban }}</p>' } });
    const wrong = await findByText('{{ iban }} is none of the variables.');
    expect(body.getAttribute('aria-describedby')).to.equal(wrong.parentElement?.id);
    fireEvent.click(await findByRole('button', { name: 'Save the draft' }));
    await eventually(() => far.of(changeTemplateDraft).length === 1);
    expect(far.of(changeTemplateDraft)[0]?.body).to.deep.include({ revision: 3, html: '<p>{{ iban }}</p>' });
  });

  it('puts a variable where the cursor stands', async () => {
    const { findByLabelText, findByRole } = await draw(api(aVersion()), '/admin/templates/t1', page);
    const body = (await findByLabelText('Body, as HTML')) as HTMLTextAreaElement;
    body.setSelectionRange(3, 3);
    fireEvent.click(await findByRole('button', { name: 'customer.name' }));
    await eventually(() => body.value.startsWith('<p>{{ customer.name }}Dear'));
  });

  it('offers the steps that may be taken, and says why one was not', async () => {
    const far = api(aVersion({ state: 'submitted', may: ['approve', 'reject', 'retire'] })).on(stepTemplate, () => {
      throw new Refusal('text_state');
    });
    const { findByRole, findByLabelText, queryByLabelText } = await draw(far, '/admin/templates/t1', page);
    const back = (await findByRole('button', { name: /^Send back/ })) as HTMLButtonElement;
    expect(back.disabled).to.equal(true);
    fireEvent.input(await findByLabelText(/What its author is to change/), { target: { value: 'too harsh' } });
    await eventually(() => !back.disabled);
    fireEvent.click(back);
    expect((await findByRole('alert')).textContent).to.include('refused: text_state');
    expect(far.of(stepTemplate)[0]?.body).to.deep.equal({ step: 'reject', revision: 3, reason: 'too harsh' });
    // What is submitted is not to be written in.
    expect(queryByLabelText('Body, as HTML')).to.equal(null);
  });

  it('shows a message in a frame in which nothing runs', async () => {
    const { findByTitle } = await draw(api(aVersion()), '/admin/templates/t1', page);
    const frame = await findByTitle('The message');
    expect(frame.getAttribute('sandbox')).to.equal('');
    expect(frame.getAttribute('srcdoc')).to.include('Dear Kestrel').and.not.to.include('script');
    expect(document.title).not.to.equal('taken over');
  });

  it('shows what differs as words, never as markup', async () => {
    const far = api(aVersion()).on(compareTemplates, () => ({
      from: aVersion(),
      to: aVersion(),
      subject: [{ kind: 'same' as const, text: 'Account' }],
      html: [
        { kind: 'same' as const, text: '<p>' },
        { kind: 'removed' as const, text: 'pay' },
        { kind: 'added' as const, text: '<img src=x>' },
      ],
    }));
    const { findByLabelText, container } = await draw(far, '/admin/templates/t1', page);
    fireEvent.change(await findByLabelText(/^From/), { target: { value: 't0' } });
    await eventually(() => container.querySelector('.difference ins') !== null);
    expect(container.querySelector('.difference ins')?.textContent).to.equal('<img src=x>');
    expect(container.querySelector('.difference del')?.textContent).to.equal('pay');
    expect(container.querySelector('.difference img')).to.equal(null);
  });

  it('says where a test went, or why it did not', async () => {
    const why = 'This installation sends no mail.';
    const far = api(aVersion()).on(testSendTemplate, () => ({ to: 'mira@own.example', isSent: false, why }));
    const { findByRole, findByText } = await draw(far, '/admin/templates/t1', page);
    fireEvent.click(await findByRole('button', { name: 'Send a test' }));
    await findByText(why);
  });

  it('shows how many have approved bank details, and begins a clause', async () => {
    const approvals = [{ at: '2026-11-20T09:00:00.000Z', by: 'ben@own.example' }];
    const clause = aClause({ state: 'submitted', approvals, approvalsNeeded: 2, may: ['approve'] });
    const far = api(aVersion(), [clause])
      .on(stepClause, () => aClause({ state: 'approved' }))
      .on(draftClause, () => aClause());
    const { findByRole, findByText } = await draw(far, '/admin/templates', page);
    await findByText(/approved by ben@own\.example, 1 of 2/);
    fireEvent.click(await findByRole('button', { name: 'Approve: clause bank_details, version 2' }));
    await eventually(() => far.of(stepClause).length === 1);
    expect(far.of(stepClause)[0]?.body).to.deep.equal({ step: 'approve', revision: 3 });
    const form = await findByRole('form', { name: 'A new clause' });
    fireEvent.input(form.querySelector('[name=name]') as Element, { target: { value: 'legal' } });
    fireEvent.input(form.querySelector('[name=html]') as Element, { target: { value: '<p>x</p>' } });
    fireEvent.submit(form);
    await eventually(() => far.of(draftClause).length === 1);
    expect(far.of(draftClause)[0]?.body).to.deep.equal({ name: 'legal', language: '', brand: null, html: '<p>x</p>' });
  });
});
