/*
 * Starts before DuckDB's own worker script: fetches and compiles the engine while that script is still loading, and hands the compiled
 * module over when the script asks for it. DuckDB's own way pipes the download through a stream, which keeps the browser from caching the
 * compiled code, and never answers when the download fails.
 *
 * A classic script, as `importScripts` needs: it imports and exports nothing, types neither.
 */
{
  const ownFetch = self.fetch.bind(self);

  const compile = async (wasmUrl: string, fresh: boolean): Promise<WebAssembly.Module> => {
    const response = await ownFetch(wasmUrl, { cache: fresh ? 'reload' : 'default' });
    if (!response.ok) throw new Error(`${String(response.status)} ${wasmUrl}`);
    return WebAssembly.compileStreaming(response);
  };

  // The shape is EngineStart of engineStart.ts.
  interface Start {
    wasmUrl: string;
    scriptUrls: string[];
    fresh: boolean;
    lock: string;
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

  const start = ({ wasmUrl, scriptUrls, fresh }: Start): void => {
    const compiled = compile(wasmUrl, fresh);
    compiled.catch((reason: unknown) => {
      // Out of the promise: the page hears of it by the worker's error event.
      setTimeout(() => {
        throw new Error(`engine file: ${reason instanceof Error ? reason.message : String(reason)}`);
      });
    });
    // Stands for the download that is under way already; DuckDB wraps its body and passes it on.
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
