/** What is needed of the browser's Trusted Types, which TypeScript does not know. Where there are none, texts stay texts. */
interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

export interface PolicyRules {
  readonly createHTML?: (text: string) => string;
  readonly createScriptURL?: (url: string) => string;
}

interface Factory {
  createPolicy(name: string, rules: PolicyRules): Policy;
}

const asTheyAre: Policy = { createHTML: (text) => text, createScriptURL: (url) => url };

/**
 * A way for text to become markup or the address of a script, made when it is first wanted. The page's security policy names each of them
 * (scripts/lib/csp.mjs) and lets none be made twice: keep it to the module that needs it, for whoever has it may use it.
 */
export function trustedPolicy(name: string, rules: PolicyRules): () => Policy {
  let policy: Policy | null = null;
  return () => {
    const { trustedTypes } = globalThis as { trustedTypes?: Factory };
    policy ??= trustedTypes?.createPolicy(name, rules) ?? asTheyAre;
    return policy;
  };
}
