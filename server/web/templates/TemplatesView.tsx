import { useRoute } from 'preact-iso';
import { useTitle } from '../components/use-title.ts';
import { useIsAdmin } from '../state/use-who.ts';
import { BrandPart } from './BrandPart.tsx';
import { ClausePart } from './ClausePart.tsx';
import { NewTemplate } from './NewTemplate.tsx';
import { TemplateDetail } from './TemplateDetail.tsx';
import { TemplateList } from './TemplateList.tsx';

/** The approved texts: what there is, and where one is written, approved and taken down. */
export function TemplatesView() {
  const { id } = useRoute().params;
  const isAdmin = useIsAdmin();
  useTitle('Templates');
  if (id !== undefined && id !== '') {
    return (
      <main id="content">
        <h1>{id === 'new' ? 'A new template' : 'Template'}</h1>
        <p>
          <a href="/admin/templates">All templates</a>
        </p>
        {id === 'new' ? <NewTemplate /> : <TemplateDetail key={id} id={id} />}
      </main>
    );
  }
  return (
    <main id="content">
      <h1>Templates</h1>
      <TemplateList />
      <ClausePart />
      {isAdmin && <BrandPart />}
    </main>
  );
}
