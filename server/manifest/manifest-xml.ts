import type { ManifestSettings } from './manifest-settings.ts';

/** The pixels a side of every icon that lies under /addin/icons/. */
const BUTTON_ICONS = [16, 32, 80];
const MOBILE_SIZES = [25, 32, 48];
const MOBILE_SCALES = [1, 2, 3];

/** What Outlook itself shows of the add-in, in its reader's language. */
const TEXTS = {
  description: {
    en: 'Shows whose thread this is and what the customer owes; logs calls and approved reminders as you work in your mailbox.',
    de: 'Zeigt, wessen Vorgang das ist und was der Kunde schuldet; protokolliert Anrufe und freigegebene Mahnungen, während Sie im Postfach arbeiten.',
  },
  open: { en: 'Show customer', de: 'Kunde anzeigen' },
  tip: {
    en: 'Whose thread this is, what is open, and who was last in contact.',
    de: 'Wessen Vorgang das ist, was offen ist und wer zuletzt Kontakt hatte.',
  },
} as const;

/** The add-in-only manifest of the Outlook pane for one deployment. The same settings give the same bytes. */
export function manifestXml(settings: ManifestSettings): string {
  const { id, version, provider, name, baseUrl, supportUrl } = settings;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- Made by "npm run manifest". A change goes into server/manifest/manifest-xml.ts. -->
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="MailApp">
  <Id>${escaped(id)}</Id>
  <Version>${escaped(version)}</Version>
  <ProviderName>${escaped(provider)}</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="${escaped(name)}"/>
  <Description DefaultValue="${escaped(TEXTS.description.en)}">
    <Override Locale="de-DE" Value="${escaped(TEXTS.description.de)}"/>
  </Description>
  <IconUrl DefaultValue="${icon(baseUrl, 64)}"/>
  <HighResolutionIconUrl DefaultValue="${icon(baseUrl, 128)}"/>
  <SupportUrl DefaultValue="${escaped(supportUrl)}"/>
  <AppDomains>
    <AppDomain>${escaped(baseUrl)}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Mailbox"/>
  </Hosts>
  <Requirements>
    <Sets>
      <Set Name="Mailbox" MinVersion="1.5"/>
    </Sets>
  </Requirements>
  <FormSettings>
    <Form xsi:type="ItemRead">
      <DesktopSettings>
        <SourceLocation DefaultValue="${escaped(baseUrl)}/addin/index.html"/>
        <RequestedHeight>450</RequestedHeight>
      </DesktopSettings>
    </Form>
    <Form xsi:type="ItemEdit">
      <DesktopSettings>
        <SourceLocation DefaultValue="${escaped(baseUrl)}/addin/index.html"/>
      </DesktopSettings>
    </Form>
  </FormSettings>
  <Permissions>ReadWriteItem</Permissions>
  <Rule xsi:type="RuleCollection" Mode="Or">
    <Rule xsi:type="ItemIs" ItemType="Message" FormType="Read"/>
    <Rule xsi:type="ItemIs" ItemType="Message" FormType="Edit"/>
  </Rule>
  <DisableEntityHighlighting>true</DisableEntityHighlighting>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0">
${indented(4, requirements())}
    <Hosts>
      <Host xsi:type="MailHost">
        <DesktopFormFactor>
${indented(10, commandSurface('Read', false))}
${indented(10, commandSurface('Compose', false))}
        </DesktopFormFactor>
      </Host>
    </Hosts>
${indented(4, resources(settings, false))}
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="VersionOverridesV1_1">
${indented(6, requirements())}
      <Hosts>
        <Host xsi:type="MailHost">
          <Runtimes>
            <Runtime resid="Events.Page">
              <Override type="javascript" resid="Events.Script"/>
            </Runtime>
          </Runtimes>
          <DesktopFormFactor>
            <SupportsSharedFolders>true</SupportsSharedFolders>
${indented(12, commandSurface('Read', true))}
${indented(12, commandSurface('Compose', true))}
${indented(12, launchEvents())}
          </DesktopFormFactor>
          <MobileFormFactor>
${indented(12, mobileSurface())}
          </MobileFormFactor>
        </Host>
      </Hosts>
${indented(6, resources(settings, true))}
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>
`;
}

function requirements(): string {
  return `<Requirements>
  <bt:Sets DefaultMinVersion="1.5">
    <bt:Set Name="Mailbox"/>
  </bt:Sets>
</Requirements>`;
}

/** The button that opens the pane. The launch events name \`ComposeOpenPane\`. */
function commandSurface(mode: 'Read' | 'Compose', pinned: boolean): string {
  const pinning = pinned ? '\n          <SupportsPinning>true</SupportsPinning>' : '';
  return `<ExtensionPoint xsi:type="Message${mode}CommandSurface">
  <OfficeTab id="TabDefault">
    <Group id="${mode}Group">
      <Label resid="Group.Label"/>
      <Control xsi:type="Button" id="${mode}OpenPane">
        <Label resid="Open.Label"/>
        <Supertip>
          <Title resid="Open.Label"/>
          <Description resid="Open.Tip"/>
        </Supertip>
        <Icon>
${indented(10, BUTTON_ICONS.map((size) => `<bt:Image size="${size}" resid="Icon.${size}"/>`).join('\n'))}
        </Icon>
        <Action xsi:type="ShowTaskpane">
          <SourceLocation resid="Pane.Page"/>${pinning}
        </Action>
      </Control>
    </Group>
  </OfficeTab>
</ExtensionPoint>`;
}

function launchEvents(): string {
  return `<ExtensionPoint xsi:type="LaunchEvent">
  <LaunchEvents>
    <LaunchEvent Type="OnNewMessageCompose" FunctionName="onNewMessageCompose"/>
    <LaunchEvent Type="OnMessageSend" FunctionName="onMessageSend" SendMode="SoftBlock"/>
  </LaunchEvents>
  <SourceLocation resid="Events.Page"/>
</ExtensionPoint>`;
}

function mobileSurface(): string {
  const images = MOBILE_SIZES.flatMap((size) =>
    MOBILE_SCALES.map((scale) => `<bt:Image size="${size}" scale="${scale}" resid="Icon.${size * scale}"/>`),
  );
  return `<ExtensionPoint xsi:type="MobileMessageReadCommandSurface">
  <Group id="MobileGroup">
    <Label resid="Group.Label"/>
    <Control xsi:type="MobileButton" id="MobileOpenPane">
      <Label resid="Open.Label"/>
      <Icon xsi:type="bt:MobileIconList">
${indented(8, images.join('\n'))}
      </Icon>
      <Action xsi:type="ShowTaskpane">
        <SourceLocation resid="Pane.Page"/>
      </Action>
    </Control>
  </Group>
</ExtensionPoint>`;
}

function resources({ baseUrl, name }: ManifestSettings, full: boolean): string {
  const mobile = MOBILE_SIZES.flatMap((size) => MOBILE_SCALES.map((scale) => size * scale));
  const sizes = [...new Set([...BUTTON_ICONS, ...(full ? mobile : [])])].sort((a, b) => a - b);
  const images = sizes.map((size) => `<bt:Image id="Icon.${size}" DefaultValue="${icon(baseUrl, size)}"/>`);
  const events = full
    ? [
        `<bt:Url id="Events.Page" DefaultValue="${escaped(baseUrl)}/addin/events.html"/>`,
        `<bt:Url id="Events.Script" DefaultValue="${escaped(baseUrl)}/addin/events.js"/>`,
      ]
    : [];
  const urls = [`<bt:Url id="Pane.Page" DefaultValue="${escaped(baseUrl)}/addin/index.html"/>`, ...events];
  return `<Resources>
  <bt:Images>
${indented(4, images.join('\n'))}
  </bt:Images>
  <bt:Urls>
${indented(4, urls.join('\n'))}
  </bt:Urls>
  <bt:ShortStrings>
    <bt:String id="Group.Label" DefaultValue="${escaped(name)}"/>
${indented(4, translated('Open.Label', TEXTS.open))}
  </bt:ShortStrings>
  <bt:LongStrings>
${indented(4, translated('Open.Tip', TEXTS.tip))}
  </bt:LongStrings>
</Resources>`;
}

function translated(id: string, { en, de }: { readonly en: string; readonly de: string }): string {
  return `<bt:String id="${id}" DefaultValue="${escaped(en)}">
  <bt:Override Locale="de-DE" Value="${escaped(de)}"/>
</bt:String>`;
}

function icon(baseUrl: string, size: number): string {
  return escaped(`${baseUrl}/addin/icons/icon-${size}.png`);
}

function indented(columns: number, text: string): string {
  return text.replace(/^/gm, ' '.repeat(columns));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
