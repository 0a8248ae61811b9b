import { parse, View, type Config, type Loader, type Spec, type Renderers } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { collectingLogger } from './compileSpec.ts';
import type { SceneItem } from './drawnMarks.ts';

const refuse = (): Promise<never> => Promise.reject(new Error('charts load nothing'));

/** A loader that loads nothing: no data, no images, no links, whatever a specification names. */
export const refusingLoader: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Charts listen to themselves: not to other elements of the page, not to timers. */
const config: Config = { events: { selector: false, timer: false } };

export interface ViewOptions {
  readonly container: HTMLElement | null;
  readonly renderer: Renderers;
  readonly warnings: string[];
}

/** A Vega view whose expressions are interpreted, never compiled to code. Throws what Vega throws. */
export async function openView(spec: Spec, options: ViewOptions): Promise<View> {
  const view = new View(parse(spec, config, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusingLoader,
    logger: collectingLogger(options.warnings),
    renderer: options.renderer,
    ...(options.container ? { container: options.container } : {}),
    hover: false,
    // The page draws its own tooltips, as text.
    tooltip: () => undefined,
  });
  await view.runAsync();
  return view;
}

/** The root of what is drawn. */
export const sceneOf = (view: View): SceneItem =>
  (view.scenegraph() as unknown as { readonly root: SceneItem }).root;

/** Where the drawing area starts within the picture, padding included. */
export function cornerOf(view: View): readonly [number, number] {
  const [x, y] = view.origin();
  const padding = view.padding();
  return typeof padding === 'number'
    ? [x + padding, y + padding]
    : [x + (padding.left ?? 0), y + (padding.top ?? 0)];
}
