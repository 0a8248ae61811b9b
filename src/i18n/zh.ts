import { app } from './zh/app.ts';
import { catalog } from './zh/catalog.ts';
import { chart } from './zh/chart.ts';
import { common } from './zh/common.ts';
import { editor } from './zh/editor.ts';
import { errors } from './zh/errors.ts';
import { evidence } from './zh/evidence.ts';
import { files } from './zh/files.ts';
import { gallery } from './zh/gallery.ts';
import { grid } from './zh/grid.ts';
import { help } from './zh/help.ts';
import { saved } from './zh/saved.ts';
import { settings } from './zh/settings.ts';
import { share } from './zh/share.ts';

/** All words on screen, by area. Each area is a file of its own, the same keys in both languages. */
export const zh = {
  app,
  catalog,
  chart,
  common,
  editor,
  errors,
  evidence,
  files,
  gallery,
  grid,
  help,
  saved,
  settings,
  share,
};
