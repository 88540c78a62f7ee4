import type { DirectoryUser } from './entra-provider.ts';

/** A person of the list, with what they are in the sample company. */
export interface ListedUser extends DirectoryUser {
  readonly role: string;
}

/** The style of the page, served as a file of its own. */
export const SIGN_IN_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; justify-items: center; }
main { box-sizing: border-box; width: min(100%, 26rem); min-width: 0; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0 0 0.5rem; }
button { display: block; box-sizing: border-box; width: 100%; margin: 0.5rem 0; padding: 0.5rem 1rem; font: inherit; text-align: start; color: inherit;
  background: transparent; border: 1px solid; border-radius: 4px; cursor: pointer; }
button:hover strong { text-decoration: underline; }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
small { display: block; }
`;

/** The list of the people of the sample company; one click signs in as one of them. */
export function signInPage(action: string, styleAt: string, users: readonly ListedUser[]): string {
  const people = users.map(({ email, name, role }) => {
    return `<button name="email" value="${email}"><strong>${name}</strong> <small>${role}, ${email}</small></button>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Demo sign-in</title>
<link rel="stylesheet" href="${styleAt}"></head>
<body><main><h1>Who are you today?</h1>
<p>This page plays Microsoft's sign-in for the sample company. There are no passwords.</p>
<form method="post" action="${action}">
${people.join('\n')}
</form></main></body>
</html>
`;
}
