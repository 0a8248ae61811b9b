/** The style sheet of a chart's own page. Its hash stands in the page's policy: who changes the one changes the other (a test tells). */
export const chartPageStyle = `:root{color-scheme:light dark;--surface:#fff;--ink:#1c2024;--ink-2:#51585f;--line:#d9dad5;--line-strong:#8b9097;--chart-1:#0072b2;--chart-2:#d55e00;--chart-3:#009e73;--chart-4:#b8588c;--chart-5:#b87700;--chart-6:#2a8fcf}
@media screen and (prefers-color-scheme:dark){:root{--surface:#17191c;--ink:#e8eaec;--ink-2:#a9b0b7;--line:#33383d;--line-strong:#6b737b;--chart-1:#58a6dd;--chart-2:#f08a4b;--chart-3:#3fbf97;--chart-4:#dd92bd;--chart-5:#e6a93c;--chart-6:#8ecdf2}}
th{white-space:nowrap}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 20px 48px;max-width:960px;background:var(--surface);color:var(--ink);font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif;overflow-wrap:anywhere}
h1{font-size:22px;line-height:1.25;margin:0 0 4px}
h2{font-size:15px;margin:32px 0 8px}
p{margin:0 0 8px}
.muted{color:var(--ink-2);font-size:13px}
figure{margin:16px 0 8px}
svg{display:block;max-width:100%;height:auto}
.scroll{overflow:auto;max-height:70vh;border:1px solid var(--line)}
table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums;width:100%}
caption{text-align:start;padding:6px 10px;color:var(--ink-2)}
th,td{min-width:5em;overflow-wrap:normal;padding:4px 10px;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
th{position:sticky;top:0;background:var(--surface);border-bottom-color:var(--line-strong)}
.number{text-align:end;white-space:nowrap}
pre{margin:0;padding:10px 12px;border:1px solid var(--line);white-space:pre-wrap;font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace}
ol,ul{margin:0;padding-inline-start:24px}
li{margin:0 0 6px}
@media print{.scroll{overflow:visible;max-height:none}body{padding:0}}`;

/** SHA-256 of {@link chartPageStyle}, in base64. */
export const chartPageStyleHash = 'wJQ2/sUlp8q0pR5ibUF8NcZC5+9fVoC9A+JIbHUZ0s0=';
