import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { Catalog } from '../../engine/catalog.ts';
import { symbolDom } from './symbolDom.ts';
import { symbolAt } from './symbolInfo.ts';

/** Says what a table, column or function under the pointer is. */
export function hover(
  catalog: () => Catalog,
  describe: (table: string, column?: string) => string | null,
): Extension {
  return hoverTooltip(
    (view, pos) => {
      const found = symbolAt(view.state.doc.toString(), pos, catalog());
      return (
        found && {
          pos: found.from,
          end: found.to,
          above: true,
          create: () => ({ dom: symbolDom(found.info, describe) }),
        }
      );
    },
    { hideOnChange: true, hoverTime: 350 },
  );
}
