/** A page with nothing but what keeps it offline, so that its tests need not wait for an engine. */
import { startOffline } from '../../../src/app/offline.ts';

const shown = document.querySelector<HTMLElement>('[data-testid=offline]');
const states: string[] = [];
const offline = startOffline((state) => {
  if (states.at(-1) !== state.kind) states.push(state.kind);
  if (!shown) return;
  shown.dataset.state = state.kind;
  shown.dataset.states = states.join(' ');
});
document.querySelector('[data-testid=update]')?.addEventListener('click', () => void offline.applyUpdate());
// A part of the page that is loaded when it is wanted.
Object.assign(window, { later: () => import('./later.ts').then(({ later }) => later) });
