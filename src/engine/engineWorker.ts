/*
 * Starts before DuckDB's own worker script, and hands it the engine that the page compiles meanwhile. DuckDB's own way fetches the engine
 * itself, when its script is there; pipes the download through a stream, which keeps the browser from caching the compiled code; and never
 * answers when the download fails.
 *
 * A classic script, as `importScripts` needs: it imports and exports nothing, types neither.
 */
{
  const ownFetch = self.fetch.bind(self);

  // The shapes are EngineStart and EngineCompiled of engineStart.ts.
  interface Start {
    wasmUrl: string;
    scriptUrls: string[];
    lock: string;
  }
  interface Compiled {
    engine?: WebAssembly.Module;
  }

  /** Held until the worker is gone: the page waits for it (workerLife.ts). */
  const hold = (lock: string, port: MessagePort | undefined): void => {
    if (!('locks' in navigator)) return;
    void navigator.locks.request(lock, () => {
      port?.postMessage('held');
      return new Promise(() => undefined);
    });
  };

  /** The scripts that are loaded here, as a browser with Trusted Types takes them. */
  const trusted = (urls: readonly string[]): readonly string[] => {
    const { trustedTypes } = self as {
      trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
    };
    const policy = trustedTypes?.createPolicy('yardstick-engine', { createScriptURL: (url: string) => url });
    return policy ? urls.map((url) => policy.createScriptURL(url)) : urls;
  };

  const compiled = new Promise<WebAssembly.Module>((resolve) => {
    // First in line, since DuckDB's script comes later: its own messages pass, this one ends here.
    self.addEventListener('message', (event: MessageEvent<Compiled>) => {
      if (!event.data.engine) return;
      event.stopImmediatePropagation();
      resolve(event.data.engine);
    });
  });

  const start = ({ wasmUrl, scriptUrls }: Start): void => {
    // Stands for the download, which is the page's; DuckDB wraps its body and passes it on.
    self.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      return url === wasmUrl ? Promise.resolve(new Response()) : ownFetch(input, init);
    };
    WebAssembly.instantiateStreaming = async (source, imports) => {
      await source;
      const module = await compiled;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    };
    importScripts(...trusted(scriptUrls));
  };

  self.onmessage = (event: MessageEvent<Start>) => {
    self.onmessage = null;
    hold(event.data.lock, event.ports[0]);
    start(event.data);
  };
}
