import { overridesIn, ownNodes } from './lint-resources.ts';
import { type ManifestProblem, textOf } from './manifest-problem.ts';
import { everyNode, type XmlNode } from './xml-tree.ts';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** The pixels of an icon by the path of its address; null where there is no such file. */
export type IconSizes = (path: string) => PixelSize | null;

const BUTTON_SIZES = ['16', '32', '80'];
const MOBILE_SIZES = ['25', '32', '48'].flatMap((size) => ['1', '2', '3'].map((scale) => `${size}×${scale}`));

/** Icons that are missing, or whose file is not there or of another size than said. */
export function iconProblems(root: XmlNode, sizes: IconSizes): ManifestProblem[] {
  const top = [...everyNode(root)].flatMap((node) => {
    const pixels = { IconUrl: 64, HighResolutionIconUrl: 128 }[node.name];
    return pixels === undefined ? [] : fileProblems({ node, url: textOf(node), pixels }, sizes);
  });
  return [...top, ...overridesIn(root).flatMap((overrides) => overrideProblems(ownNodes(overrides), sizes))];
}

function overrideProblems(own: readonly XmlNode[], sizes: IconSizes): ManifestProblem[] {
  const urls = new Map(own.filter(({ attributes }) => attributes.id).map((node) => [node.attributes.id, textOf(node)]));
  return own
    .filter(({ name }) => name === 'Icon')
    .flatMap((icon) => [
      ...missingSizes(icon),
      ...icon.children.flatMap((image) => {
        const url = urls.get(image.attributes.resid);
        const pixels = Number(image.attributes.size) * Number(image.attributes.scale ?? 1);
        // A resource that is not there is another rule's.
        return url === undefined ? [] : fileProblems({ node: image, url, pixels }, sizes);
      }),
    ]);
}

function missingSizes({ attributes, children, line }: XmlNode): ManifestProblem[] {
  const isMobile = attributes['xsi:type'] === 'bt:MobileIconList';
  const given = children.map((image) =>
    isMobile ? `${image.attributes.size}×${image.attributes.scale}` : String(image.attributes.size),
  );
  return (isMobile ? MOBILE_SIZES : BUTTON_SIZES)
    .filter((size) => !given.includes(size))
    .map((size) => ({ line, problem: `The icon of ${size} is missing.` }));
}

interface SaidIcon {
  readonly node: XmlNode;
  readonly url: string;
  readonly pixels: number;
}

function fileProblems({ node: { line }, url, pixels }: SaidIcon, sizes: IconSizes): ManifestProblem[] {
  // An address that is none is another rule's.
  if (!URL.canParse(url)) return [];
  const { pathname } = new URL(url);
  const size = sizes(pathname);
  if (size === null) return [{ line, problem: `There is no PNG file for ${pathname}.` }];
  if (size.width === pixels && size.height === pixels) return [];
  return [{ line, problem: `${pathname} is ${size.width} × ${size.height} pixels, not ${pixels} × ${pixels}.` }];
}
