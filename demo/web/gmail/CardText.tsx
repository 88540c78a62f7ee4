import type { ComponentChildren } from 'preact';

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
  switch (node.tagName) {
    case 'B':
      return <b>{children}</b>;
    case 'I':
      return <i>{children}</i>;
    case 'U':
      return <u>{children}</u>;
    case 'S':
      return <s>{children}</s>;
    case 'BR':
      return <br />;
    default:
      return children;
  }
}
