import '../ui/theme.css';
import './app.css';
import '../features/gallery/firstAnswer.css';
import { render } from 'solid-js/web';
import { createEngine } from '../engine/engine.ts';
import { App } from './App.tsx';
import { bootAssets } from './dataset.ts';

const root = document.getElementById('app');
if (root) {
  // The engine starts before the page is drawn: both take their time side by side.
  const engine = createEngine(bootAssets());
  // What the build answered beforehand stays on screen until the live answer comes.
  const firstAnswer = document.getElementById('first-answer');
  root.replaceChildren();
  render(() => <App engine={engine} firstAnswer={firstAnswer} />, root);
}
