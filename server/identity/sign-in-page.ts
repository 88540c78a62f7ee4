import type { Directory } from './tenant-repository.ts';

const NAMES: Record<Directory['kind'], string> = { entra: 'Microsoft', google: 'Google' };

/** The style of the sign-in pages, served as a file of its own since nothing may stand inline. */
export const SIGN_IN_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { box-sizing: border-box; width: min(100%, 26rem); min-width: 0; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; }
form { margin: 0; }
.choice { display: block; box-sizing: border-box; width: 100%; margin: 0.75rem 0; padding: 0.75rem 1rem; font: inherit; text-align: center;
  color: inherit; background: transparent; border: 1px solid; border-radius: 4px; text-decoration: none; cursor: pointer; }
.choice:hover { text-decoration: underline; }
.choice:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

/** Where a person chooses how to sign in, or reads that nothing is set up. `to` is where they go afterwards. */
export function choicePage(kinds: readonly Directory['kind'][], to: string): string {
  const links = kinds.map((kind) => {
    return `<a class="choice" href="/sign-in/${kind}?to=${encodeURIComponent(to)}">Sign in with ${NAMES[kind]}</a>`;
  });
  const nothing = `<p>Signing in with Microsoft or Google is not set up on this server. An admin can open a page with the one-time link
    that <code>npm run tenant</code> prints.</p>`;
  return page('Sign in to Duethread', links.length === 0 ? nothing : links.join('\n'));
}

/** Asks before a one-time link is spent: mail scanners open links, and none of them presses a button. */
export function linkPage(secret: string, formToken: string): string {
  return page(
    'Sign in to Duethread',
    `<p>This link signs you in once.</p>
    <form method="post" action="/sign-in/link"><input type="hidden" name="secret" value="${escapeHtml(secret)}">
    ${tokenField(formToken)}<button class="choice" type="submit">Sign in</button></form>`,
  );
}

/** Asks before signing out, for those who come by address. */
export function signOutPage(formToken: string): string {
  return page(
    'Sign out of Duethread',
    `<form method="post" action="/sign-out">${tokenField(formToken)}<button class="choice" type="submit">Sign out</button></form>`,
  );
}

function tokenField(formToken: string): string {
  return `<input type="hidden" name="formToken" value="${escapeHtml(formToken)}">`;
}

/** Says why a sign-in did not work. */
export function problemPage(sentence: string): string {
  return page(
    'Sign-in did not work',
    `<p>${escapeHtml(sentence)}</p><a class="choice" href="/sign-in">Back to the sign-in</a>`,
  );
}

function page(heading: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title>
<link rel="stylesheet" href="/sign-in/style.css"></head>
<body><main><h1>${heading}</h1>
${content}
</main></body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
