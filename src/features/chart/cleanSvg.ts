import { trustedPolicy } from '../../engine/trustedTypes.ts';

/** What a chart is drawn with. Nothing else gets into a page that is passed on: no links, no images, no scripts, no styles. */
const elements = new Set([
  'svg',
  'g',
  'path',
  'text',
  'tspan',
  'rect',
  'circle',
  'line',
  'defs',
  'clipPath',
  'linearGradient',
  'radialGradient',
  'stop',
  'title',
  'desc',
]);

/** Attributes that place, shape, colour and name. A reference (`url(#…)`) may point into the picture only. */
const attributes =
  /^(?:id|class|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|width|height|offset|transform|viewBox|fill|stroke|opacity|clip-path|clip-rule|fill-rule|stop-color|stop-opacity|gradientUnits|gradientTransform|spreadMethod|pointer-events|display|version|xmlns|role|(?:fill|stroke)-[a-z]+|font-[a-z]+|text-[a-z]+|dominant-baseline|aria-[a-z]+)$/;

const outside = /url\((?!\s*["']?#)|javascript:|data:/i;

/** For a document of its own, in which nothing runs and nothing is loaded. */
const inert = trustedPolicy('yardstick-inert', { createHTML: (text) => text });

function clean(element: Element): void {
  for (const child of [...element.children]) {
    if (elements.has(child.localName)) clean(child);
    else child.remove();
  }
  for (const { name, value } of [...element.attributes])
    if (!attributes.test(name) || outside.test(value)) element.removeAttribute(name);
}

/**
 * The picture that Vega wrote, reduced to shapes and text, as wide as the page lets it be; null when it is no SVG.
 * @param label what the picture shows, for those who don't see it
 */
export function cleanSvg(svg: string, label: string): string | null {
  const root = new DOMParser().parseFromString(inert().createHTML(svg), 'image/svg+xml').documentElement;
  if (root.localName !== 'svg') return null;
  clean(root);
  const [width, height] = ['width', 'height'].map((name) => root.getAttribute(name) ?? '');
  if (!root.hasAttribute('viewBox') && width && height)
    root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  root.setAttribute('role', 'img');
  root.setAttribute('aria-label', label);
  return new XMLSerializer().serializeToString(root);
}
