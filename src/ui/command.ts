/** Something a person can do: the one source of keys, buttons' hints and the palette. */
export interface Command {
  readonly id: string;
  /** In the present language. */
  readonly label: () => string;
  /** `Mod` is Ctrl, or Cmd on a Mac: `Mod+Shift+Enter`. */
  readonly keys?: string;
  readonly enabled?: () => boolean;
  run(): void;
}

export const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** A key as printed on this platform. */
export function keyLabel(keys: string): string {
  const printed = keys
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('Escape', 'Esc');
  return isMac()
    ? printed.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '')
    : printed.replace('Mod', 'Ctrl');
}

/** Whether a key press is the one that `keys` names. */
export function matchesKeys(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  return (
    mod === parts.includes('Mod') &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt') &&
    event.key.toLowerCase() === key.toLowerCase()
  );
}
