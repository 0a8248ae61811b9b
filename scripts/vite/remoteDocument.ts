import type { Plugin } from 'vite';
import { remoteDocumentPolicy } from '../lib/csp.mjs';
import { bundle, hashOf, inert } from './bundle.ts';

const entry = 'src/features/files/remote/document.ts';
const name = 'remote.html';

/** The document by itself: its script stands in it, since without an origin it could load none from the page's. */
async function compose(): Promise<string> {
  const code = inert((await bundle(entry, [])).code).trim();
  const policy = remoteDocumentPolicy({ scripts: [hashOf(code)] });
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n` +
    `<meta charset="utf-8">\n<meta name="referrer" content="no-referrer">\n<title>Yardstick: remote files</title>\n` +
    `<script>${code}</script>\n</head>\n<body></body>\n</html>\n`
  );
}

/** Makes `remote.html`, the enclosed document that fetches from a host which the person has allowed. */
export function remoteDocument(): Plugin {
  return {
    name: 'yardstick-remote-document',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: name, source: await compose() });
    },
    configureServer(server) {
      server.middlewares.use(`/${name}`, (_request, response, next) => {
        compose().then((html) => {
          response.setHeader('content-type', 'text/html');
          response.end(html);
        }, next);
      });
    },
  };
}
