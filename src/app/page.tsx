import { render } from 'solid-js/web';
import type { BootStart } from '../engine/bootStart.ts';
import { createEngine } from '../engine/engine.ts';
import { takeFirstQuery } from '../features/editor/firstQuery.ts';
import { settled } from '../ui/painted.ts';
import { App } from './App.tsx';

/** Draws the workbench into the page; the engine is on its way. */
export function drawPage(start: BootStart): void {
  const root = document.getElementById('app');
  if (!root) return;
  const engine = createEngine(start, settled);
  // What the build answered beforehand stays on screen until the live answer comes.
  const firstAnswer = document.getElementById('first-answer');
  const firstQuery = takeFirstQuery(firstAnswer);
  root.replaceChildren();
  render(() => <App engine={engine} firstAnswer={firstAnswer} firstQuery={firstQuery} />, root);
}
