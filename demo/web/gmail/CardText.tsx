import type { ComponentChildren } from 'preact';

const LINKS = ['https:', 'http:', 'mailto:', 'tel:'];

/** A link of a card opens beside Gmail, and knows nothing of it. */
export function CardLink({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  if (!URL.canParse(url) || !LINKS.includes(new URL(url).protocol)) return <>{children}</>;
  return (
    <a class="card-link" href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Text of a card, with the few tags of HTML that Google draws; of others only their text is shown. */
export function CardText({ text }: { readonly text: string }) {
  const { body } = new DOMParser().parseFromString(text, 'text/html');
  return <>{childrenOf(body)}</>;
}

function childrenOf(parent: Node): ComponentChildren[] {
  return [...parent.childNodes].map(drawn);
}

function drawn(node: Node): ComponentChildren {
  if (!(node instanceof HTMLElement)) return node.textContent;
  const children = childrenOf(node);
  if (node instanceof HTMLAnchorElement) return <CardLink url={node.href}>{children}</CardLink>;
  switch (node.tagName) {
    case 'B':
      return <b>{children}</b>;
    case 'I':
      return <i>{children}</i>;
    case 'U':
      return <u>{children}</u>;
    case 'S':
    case 'STRIKE':
      return <s>{children}</s>;
    case 'FONT':
      return <span style={{ color: node.getAttribute('color') ?? 'inherit' }}>{children}</span>;
    case 'BR':
      return <br />;
    default:
      return children;
  }
}
