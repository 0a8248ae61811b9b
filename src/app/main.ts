import '../ui/theme.css';
import './app.css';
import '../features/editor/plainEditor.css';
import '../features/gallery/firstAnswer.css';
import { startBoot } from '../engine/bootStart.ts';
import { insidePage } from '../engine/pageFiles.ts';
import { parsed } from '../engine/parsed.ts';
import { bootAssets } from './dataset.ts';

// Small, so that the engine starts at once: its worker compiles while the rest of the page is read.
const start = startBoot(bootAssets());
// In the single file this script stands behind the markup, and in front of files that need not be waited for.
Promise.all([import('./page.tsx'), insidePage ? null : parsed()]).then(
  ([{ drawPage }]) => drawPage(start),
  sayPartMissing,
);

/** The page's words come with the part that is missing: the build has put this sentence where the answer is. */
function sayPartMissing(): void {
  for (const notice of document.querySelectorAll<HTMLElement>('[data-part-missing]')) notice.hidden = false;
}
