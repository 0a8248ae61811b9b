import { createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { droppedFiles } from './droppedFiles.ts';
import './dropZone.css';

export interface DropZoneProps {
  /** The files of a drop anywhere in the window, those of dropped folders too. */
  onFiles(files: readonly File[]): void;
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Takes files dropped anywhere in the window that nothing else took; says so while they are over it. */
export function DropZone(props: DropZoneProps): JSX.Element {
  const [over, setOver] = createSignal(false);

  const enter = (event: DragEvent): void => {
    if (holdsFiles(event)) setOver(true);
  };
  const move = (event: DragEvent): void => {
    // Without this the browser opens the file instead of the page.
    if (holdsFiles(event) && !event.defaultPrevented) event.preventDefault();
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) setOver(false);
  };
  const take = async (transfer: DataTransfer): Promise<void> => {
    const files = await droppedFiles(transfer);
    if (files.length > 0) props.onFiles(files);
  };
  const drop = (event: DragEvent): void => {
    setOver(false);
    if (!holdsFiles(event) || event.defaultPrevented || !event.dataTransfer) return;
    event.preventDefault();
    void take(event.dataTransfer);
  };

  onMount(() => {
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', move);
    window.addEventListener('dragleave', leave);
    // Before whoever stops the event: the sign must go in any case.
    const end = (): void => {
      setOver(false);
    };
    window.addEventListener('drop', end, true);
    window.addEventListener('drop', drop);
    onCleanup(() => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', move);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', end, true);
      window.removeEventListener('drop', drop);
    });
  });

  return (
    <Show when={over()}>
      <div class="drop-zone" data-testid="drop-zone" aria-hidden="true">
        <p class="drop-zone-sign">
          <strong>{t('files.drop')}</strong>
          <span>{t('files.drop_hint')}</span>
        </p>
      </div>
    </Show>
  );
}
