/** The look of a report in a browser and on paper. Colours as on the pages of Pairwatch; fonts are the reader's own. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--surface:#fff;--sunken:#f1f2f4;--line:#dee0e2;--strong-line:#bbbec2;--ink:#1a1d23;--muted:#5a5e65;--server-a:#3f6789;--server-b:#956e4c;--limit:#b31220}
@media screen and (prefers-color-scheme:dark){:root{--ground:#111315;--surface:#111315;--sunken:#1e2124;--line:#2a2d31;--strong-line:#44484e;--ink:#e9ebee;--muted:#a7abb1;--server-a:#92b6d5;--server-b:#d3b58c;--limit:#fa706a}}
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:14px/1.5 Inter,ui-sans-serif,system-ui,"Segoe UI",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
main{max-width:960px;margin:0 auto;padding:40px 24px 24px}
header{border-bottom:1px solid var(--strong-line);padding-bottom:16px}
h1,h2,h3{line-height:1.25;text-wrap:balance;break-after:avoid}
h1{font-size:28px;font-weight:650;letter-spacing:-.015em;margin:0}
h2{font-size:19px;font-weight:650;letter-spacing:-.01em;margin:40px 0 8px;scroll-margin-top:16px}
h3{font-size:15px;font-weight:650;margin:24px 0 4px}
p{margin:8px 0;max-width:80ch}
.subtitle{font-size:16px;color:var(--muted);margin:4px 0 16px}
.lead{font-size:16px;line-height:1.55}
.muted{color:var(--muted)}
dl{margin:12px 0;display:grid;gap:4px}
dl div{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:16px}
dt{color:var(--muted)}
dd{margin:0;font-variant-numeric:tabular-nums}
ul,ol{margin:8px 0;padding-left:22px;max-width:80ch}
li{margin:4px 0}
li::marker{color:var(--muted)}
nav{border-bottom:1px solid var(--line);padding:8px 0 12px}
nav ol{columns:16rem;column-gap:32px;margin:0}
nav li{margin:2px 0;break-inside:avoid}
a{color:inherit;text-decoration-color:var(--strong-line);text-underline-offset:3px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.wide{overflow-x:auto;margin:16px 0}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.4;font-variant-numeric:tabular-nums}
caption,figcaption{font-weight:600;text-align:left;padding:0 0 6px;break-after:avoid}
th,td{text-align:left;vertical-align:top;padding:5px 16px 5px 0;border-bottom:1px solid var(--line)}
th,td{overflow-wrap:break-word}
.long{overflow-wrap:anywhere}
.whole{white-space:nowrap}
th{color:var(--muted);font-weight:600;border-bottom-color:var(--strong-line);vertical-align:bottom}
th:last-child,td:last-child{padding-right:0}
.figure{text-align:right}
code,pre{font-family:"JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12px}
figure{margin:16px 0}
pre{margin:0;padding:8px 12px;border-left:2px solid var(--strong-line);background:var(--sunken);white-space:pre-wrap;line-height:1.45}
.chart{margin:24px 0}
.chart svg{display:block;width:100%;height:auto}
.chart p{margin:6px 0}
summary{cursor:pointer;color:var(--muted);padding:4px 0}
footer{max-width:960px;margin:0 auto;padding:12px 24px 40px;color:var(--muted);font-size:13px;border-top:1px solid var(--line)}
@media (max-width:640px){main{padding:24px 16px}dl div{grid-template-columns:1fr;gap:0}dd{margin-bottom:6px}.chart{overflow-x:auto}.wide table:has(th:nth-child(5)){min-width:640px}.chart svg{min-width:560px}}
@page{size:A4;margin:16mm 15mm}
@media print{html{font-size:11px}main,footer{max-width:none;padding:0}footer{font-size:9px;padding-top:6px}h1{font-size:22px}h2{font-size:15px;margin-top:24px}h3{font-size:12px}.lead,.subtitle{font-size:12px}table{font-size:9.5px}code,pre{font-size:8.5px}caption,figcaption{font-size:10px}thead{display:table-header-group}tr,.chart svg{break-inside:avoid}.wide{overflow:visible}nav,details{display:none}figure,.wide{margin:10px 0}}
`;
