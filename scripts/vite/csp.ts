import type { Plugin } from 'vite';
import { contentSecurityPolicy } from '../lib/csp.mjs';
import { hashOf } from './bundle.ts';

/** Scripts that stand in the page itself and would run: not those with an address, nor blocks of data. */
const inlineScript =
  /<script(?![^>]*\ssrc=)(?![^>]*\stype="(?!module|text\/javascript))[^>]*>([\s\S]*?)<\/script>/g;

/** Writes the content security policy into the built page, since not every host can be told to send headers. */
export function csp(): Plugin {
  return {
    name: 'yardstick-csp',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const scripts = [...html.matchAll(inlineScript)].map((match) => hashOf(match[1] ?? ''));
        const content = contentSecurityPolicy({ scripts });
        return [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}
