#include "core/formats/report_page.h"

namespace fillscope {

const char* reportStyle() {
  return R"(
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --card: #ffffff; --line: #d8dce3; --text: #1b1f27; --quiet: #566072;
  --accent: #1f5fbf; --band: #9dc1f0; --good: #1a7f45; --bad: #b3261e; --open: #8a5a00; --track: #e6e9ef;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --card: #1d2128; --line: #353c47; --text: #e8ebf0; --quiet: #a3adbd;
    --accent: #7db1ff; --band: #36588c; --good: #62c98b; --bad: #ff8a80; --open: #f0b849; --track: #2b313b;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 22px; font-weight: 600; margin: 0 0 24px; }
h2 { font-size: 20px; font-weight: 600; margin: 0 0 16px; overflow-wrap: anywhere; }
h3 { font-size: 16px; font-weight: 600; margin: 24px 0 8px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 24px; margin: 0 0 24px; }
.answer { display: grid; grid-template-columns: minmax(220px, auto) 1fr; gap: 16px 40px; align-items: center; }
.figure { font-size: 72px; line-height: 1; font-weight: 300; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figure small { font-size: 32px; }
.between { color: var(--quiet); margin-top: 8px; }
.verdict { font-weight: 600; margin: 4px 0 0 18px; }
.within { color: var(--good); } .over { color: var(--bad); } .open { color: var(--open); }
.interval { width: 100%; max-width: 560px; height: auto; display: block; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 24px; margin-top: 24px; }
figure { margin: 0; }
figcaption { color: var(--quiet); font-size: 14px; margin-top: 8px; }
.frame { position: relative; line-height: 0; }
.frame img { width: 100%; height: auto; border-radius: 6px; }
.frame svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.bar { width: 100%; max-width: 420px; height: auto; display: block; margin-top: 8px; }
svg text { fill: var(--text); font-family: system-ui, sans-serif; }
svg .quiet { fill: var(--quiet); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 12px 24px; margin: 24px 0 0; }
dt { color: var(--quiet); font-size: 14px; }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.warnings { list-style: none; margin: 0; padding: 0; }
.warnings li { border-left: 4px solid var(--open); padding: 4px 0 4px 12px; margin: 8px 0; }
.warnings .remedy, .quiet { color: var(--quiet); }
.error { border-left: 4px solid var(--bad); padding: 4px 0 4px 12px; margin: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; font-size: 14px; color: var(--quiet); }
th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; padding-right: 24px; }
a { color: var(--accent); }
@media (max-width: 640px) { .answer { grid-template-columns: 1fr; } .figure { font-size: 56px; } }
@media print { section { break-inside: avoid; } }
)";
}

} // namespace fillscope
