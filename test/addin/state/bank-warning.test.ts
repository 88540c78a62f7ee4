import { expect } from 'chai';
import { describe, it } from 'mocha';
import { acknowledgeClause } from '../../../shared/api/clauses.ts';
import { listTemplates, previewDispatch } from '../../../shared/api/dispatches.ts';
import { aFilled, aTemplate, OPEN_GATE } from '../support/a-card.ts';
import { aSignedInSidebar } from '../support/a-sidebar.ts';
import { Refusal } from '../support/fake-api.ts';

const TEXT = 'Bank details were changed on 20 November 2026 by mira@own.example.';

async function warned() {
  const made = await aSignedInSidebar();
  made.api.on(listTemplates, () => ({ templates: [aTemplate()], suggested: null }));
  made.api.on(previewDispatch, () => ({
    template: aTemplate(),
    filled: aFilled(),
    gate: { ...OPEN_GATE, warnings: [TEXT, 'Ben wrote today.'] },
    warnings: [{ clauseId: 'c1', text: TEXT }],
    attachable: [],
  }));
  await made.sidebar.openTemplates();
  await made.sidebar.templates.choose('t1');
  const preview = () => {
    const state = made.sidebar.templates.state.value;
    if (state.at !== 'preview') throw new Error(`There is no preview, but ${state.at}.`);
    return state.preview;
  };
  return { ...made, preview };
}

describe('the warning about changed bank details', () => {
  it('is told beside the gate until it is acknowledged, and other warnings stay', async () => {
    const { sidebar, api, preview } = await warned();
    expect(preview().gate.warnings).to.deep.equal([TEXT, 'Ben wrote today.']);
    api.on(acknowledgeClause, () => ({}));
    await sidebar.templates.acknowledge(preview());
    expect(api.of(acknowledgeClause).map(({ path }) => path)).to.deep.equal(['/api/clauses/c1/acknowledgements']);
    expect(preview().gate.warnings).to.deep.equal(['Ben wrote today.']);
    expect(preview().warnings).to.deep.equal([]);
  });

  it('stays where the server did not take the acknowledgement', async () => {
    const { sidebar, api, preview } = await warned();
    api.on(acknowledgeClause, () => {
      throw new Refusal('database_unavailable');
    });
    await sidebar.templates.acknowledge(preview());
    expect(preview().gate.warnings).to.include(TEXT);
    expect(preview().renewal).to.not.equal('done');
  });
});
