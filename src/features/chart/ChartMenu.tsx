import type { JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { ChartSpec } from '../../workspace/work.ts';
import type { Exportable } from './exportChart.ts';

export interface ChartMenuProps {
  readonly exportable: Exportable | null;
  readonly spec: ChartSpec | null;
  readonly title: string;
  readonly sourceLine: string;
  /** Said when something was saved or copied. */
  onDone(text: string): void;
  onError(error: AppError): void;
}

const scales = [1, 2, 4] as const;

/** Out of the page: pictures with their source line, the specification, the clipboard. */
export function ChartMenu(props: ChartMenuProps): JSX.Element {
  // Vega comes with the chart; what draws it for files comes when a file is wanted.
  const tools = () => import('./exportChart.ts');

  const saved = (made: Result<Blob>, name: string): void => {
    if (!made.ok) {
      props.onError(made.error);
      return;
    }
    download(name, made.value);
    props.onDone(t('chart.exported', { name }));
  };
  const png = async (scale: number): Promise<void> => {
    const { pngOf, fileName } = await tools();
    if (!props.exportable) return;
    const suffix = scale === 1 ? '' : `@${String(scale)}x`;
    saved(await pngOf(props.exportable, scale), fileName(props.title + suffix, 'png'));
  };
  const svg = async (): Promise<void> => {
    const { svgOf, fileName } = await tools();
    if (props.exportable) saved(await svgOf(props.exportable), fileName(props.title, 'svg'));
  };
  const spec = async (): Promise<void> => {
    const { specFile, fileName } = await tools();
    if (!props.spec) return;
    saved(
      { ok: true, value: specFile(props.spec, props.title, props.sourceLine) },
      fileName(props.title, 'vl.json'),
    );
  };
  const image = async (exportable: Exportable): Promise<Blob> => {
    const { pngOf } = await tools();
    const made = await pngOf(exportable, 2);
    if (!made.ok) throw new Error(made.error.message);
    return made.value;
  };
  const copy = async (): Promise<void> => {
    const { exportable } = props;
    if (!exportable) return;
    try {
      // The promise goes into the item: the browser wants the item within the click.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': image(exportable) })]);
      props.onDone(t('chart.copied_image'));
    } catch {
      props.onDone(t('chart.copy_failed'));
    }
  };

  return (
    <Menu
      label={t('chart.export')}
      trigger={<Icon name="download" />}
      items={[
        ...scales.map((n) => ({
          id: `png-${String(n)}`,
          label: t('chart.export_png_scale', { n }),
          disabled: !props.exportable,
          onSelect: () => void png(n),
        })),
        { id: 'svg', label: t('chart.export_svg'), disabled: !props.exportable, onSelect: () => void svg() },
        {
          id: 'copy',
          label: t('chart.copy_image'),
          disabled: !props.exportable,
          onSelect: () => void copy(),
        },
        { id: 'spec', label: t('chart.export_spec'), disabled: !props.spec, onSelect: () => void spec() },
      ]}
    />
  );
}
