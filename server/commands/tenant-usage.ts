/** What `npm run tenant` can be asked. */
export const TENANT_USAGE = `Usage:
  npm run tenant -- create --name N --currency C --zone Z --admin E
                    [--entra-tenant-id X] [--google-domain D] [--own-domain D]…
  npm run tenant -- add-user --email E --role collector|manager|admin|reader [--name N] [--tenant T]
  npm run tenant -- add-users F.csv [--dry-run] [--tenant T]
  npm run tenant -- change-role --email E --role R [--tenant T]
  npm run tenant -- sign-in-link --email E [--tenant T]
  npm run tenant -- disable-user --email E [--tenant T]
  npm run tenant -- enable-user --email E [--tenant T]
  npm run tenant -- load-templates F [--tenant T]
  npm run tenant -- load-documents DIR [--source S] [--tenant T]
  npm run tenant -- settings [--tenant T] [--buckets to_90|to_120|0,15,30,60] [--auto-post on|off]
                    [--write-off-tolerance "5.00 EUR,5.00 USD"|none]
                    [--matching-tolerance "1%,5.00 EUR"] [--oldest-first on|off]
                    [--weekend 6,7|none] [--holidays 2026-12-25,2027-01-01|none]
                    [--promise-grace 3] [--target dso.countback=40|none]…
                    [--never-log bank.example,lawyer@firm.example|none] [--kept-of-mail subject_and_recipients|nothing]
                    [--send-anyway on|off]
  npm run tenant -- rebuild-figures [--tenant T]
  npm run tenant -- verify-log [--tenant T]
  npm run tenant -- list`;
