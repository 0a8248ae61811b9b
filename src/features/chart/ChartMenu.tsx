import type { JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { fileName } from '../../domain/fileName.ts';
import { t } from '../../i18n/i18n.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { ChartSpec } from '../../workspace/work.ts';
import type { Exportable } from './exportChart.ts';
import type { PageContents } from './standalonePage.ts';

export interface ChartMenuProps {
  readonly exportable: Exportable | null;
  readonly spec: ChartSpec | null;
  readonly title: string;
  /** What goes into every picture and file. */
  sourceLine(): Promise<string>;
  /** What a page of the chart's own holds beside the picture; null when the chart has gone. */
  page(): Promise<PageContents | null>;
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
  /** The chart as it leaves the page. */
  const leaving = async (): Promise<Exportable | null> => {
    const { exportable } = props;
    const sourceLine = await props.sourceLine();
    return exportable && { ...exportable, options: { ...exportable.options, sourceLine } };
  };
  const png = async (scale: number): Promise<void> => {
    const [{ pngOf }, exportable] = await Promise.all([tools(), leaving()]);
    if (!exportable) return;
    const suffix = scale === 1 ? '' : `@${String(scale)}x`;
    saved(await pngOf(exportable, scale), fileName(props.title + suffix, 'png'));
  };
  const svg = async (): Promise<void> => {
    const [{ svgOf }, exportable] = await Promise.all([tools(), leaving()]);
    if (exportable) saved(await svgOf(exportable), fileName(props.title, 'svg'));
  };
  const page = async (): Promise<void> => {
    const [{ standalonePage }, exportable, contents] = await Promise.all([
      import('./standalonePage.ts'),
      leaving(),
      props.page(),
    ]);
    if (exportable && contents)
      saved(await standalonePage(exportable, contents), fileName(contents.title, 'html'));
  };
  const spec = async (): Promise<void> => {
    const [{ specFile }, sourceLine] = await Promise.all([tools(), props.sourceLine()]);
    if (!props.spec) return;
    saved(
      { ok: true, value: specFile(props.spec, props.title, sourceLine) },
      fileName(props.title, 'vl.json'),
    );
  };
  const image = async (): Promise<Blob> => {
    const [{ pngOf }, exportable] = await Promise.all([tools(), leaving()]);
    if (!exportable) throw new Error('nothing is drawn');
    const made = await pngOf(exportable, 2);
    if (!made.ok) throw new Error(made.error.message);
    return made.value;
  };
  const copy = async (): Promise<void> => {
    if (!props.exportable) return;
    try {
      // The promise goes into the item: the browser wants the item within the click.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': image() })]);
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
          id: 'page',
          label: t('chart.export_page'),
          disabled: !props.exportable,
          onSelect: () => void page(),
        },
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
