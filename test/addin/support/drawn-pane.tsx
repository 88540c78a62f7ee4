import { type RenderResult, render } from '@testing-library/preact';
import { SidebarContext } from '../../../addin/components/sidebar-context.ts';
import { SidebarView } from '../../../addin/views/SidebarView.tsx';
import { aSignedInSidebar, type SidebarSetUp } from './a-sidebar.ts';

export type DrawnPane = SidebarSetUp & RenderResult;

/** The pane of that set-up on the page. */
export function draw(made: SidebarSetUp): DrawnPane {
  const drawn = render(
    <SidebarContext.Provider value={made.sidebar}>
      <SidebarView />
    </SidebarContext.Provider>,
  );
  return { ...made, ...drawn };
}

/** The pane signed in, with what the test answers and opens. */
export async function drawnPane(answer: (made: SidebarSetUp) => void = () => undefined): Promise<DrawnPane> {
  const made = await aSignedInSidebar();
  answer(made);
  await made.sidebar.thread.refresh();
  return draw(made);
}

export function button({ getByRole }: DrawnPane, name: string | RegExp): HTMLElement {
  return getByRole('button', { name });
}
