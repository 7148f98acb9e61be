namespace Monitor.Worker.Admin;

/// <summary>The pages' one stylesheet: system fonts, light and dark by the reader's choice.</summary>
internal static class Stylesheet
{
    public const string Text =
        """
        :root { color-scheme: light dark; --ink: #1c2127; --dim: #667080; --line: #dfe3e8; --edge: #8a94a3; --paper: #fff; --panel: #f6f7f9; --link: #0b5cad; --good: #1b7f4b; --warn: #a15c00; --bad: #b3261e; --mark: #fff3c4; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #98a2b0; --line: #313842; --edge: #667080; --paper: #14181d; --panel: #1c2229; --link: #7db7f5; --good: #67c98f; --warn: #e0a84a; --bad: #f28b82; --mark: #4a3f12; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
        header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
        header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding-top: 1rem; padding-bottom: .75rem; border-bottom: 1px solid var(--line); }
        header .name { font-weight: 700; letter-spacing: .02em; margin-right: auto; color: var(--ink); text-decoration: none; }
        nav { display: flex; flex-wrap: wrap; gap: 0 1rem; } nav a[aria-current] { font-weight: 600; color: var(--ink); text-decoration: none; }
        a { color: var(--link); text-underline-offset: 2px; } a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.5rem 0 .25rem; } h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; }
        .dim { color: var(--dim); } .small { font-size: .875rem; } .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
        .day { margin: 2rem 0 0; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: .875rem; text-transform: uppercase; letter-spacing: .05em; color: var(--dim); }
        ul.rows { list-style: none; margin: 0; padding: 0; } ul.rows > li { padding: .75rem 0; border-bottom: 1px solid var(--line); } ul.rows > li p { margin: .125rem 0; }
        .tag { display: inline-block; padding: 0 .5rem; margin: .125rem .25rem .125rem 0; border: 1px solid var(--line); border-radius: 1rem; font-size: .8125rem; background: var(--panel); }
        .tag.strong { border-color: var(--link); }
        blockquote { margin: .5rem 0; padding: .25rem 0 .25rem .875rem; border-left: 3px solid var(--line); } mark { background: var(--mark); color: inherit; }
        table { width: 100%; border-collapse: collapse; font-size: .9375rem; } th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
        th { font-weight: 600; color: var(--dim); font-size: .8125rem; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        .scroll { overflow-x: auto; } .text { white-space: pre-wrap; overflow-wrap: anywhere; } .text .boilerplate { color: var(--dim); opacity: .7; }
        mark.actor { background: none; text-decoration: underline dotted var(--dim); text-underline-offset: .2em; } mark.topic { background: var(--mark); } mark.veto { background: none; text-decoration: line-through var(--bad); }
        details { margin: .25rem 0; } summary { cursor: pointer; color: var(--dim); font-size: .875rem; }
        .signed-in { margin: 0; display: flex; gap: .75rem; align-items: baseline; }
        form.fields { max-width: 46rem; } form.narrow { max-width: 22rem; } label { display: block; margin: .875rem 0 0; font-size: .875rem; font-weight: 600; }
        input, textarea, select, button { font: inherit; font-weight: 400; color: inherit; } h1 .dim, h2 .dim, h3 .dim { font-weight: 400; } input:not([type=radio]):not([type=checkbox]), textarea, select { display: block; width: 100%; margin-top: .25rem; padding: .4375rem .625rem; background: var(--paper); border: 1px solid var(--edge); border-radius: .375rem; }
        textarea { resize: vertical; } .code, pre { font: .9375rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-weight: 400; }
        input:focus-visible, textarea:focus-visible, select:focus-visible, button:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
        button { padding: .375rem .875rem; border: 1px solid var(--edge); border-radius: .375rem; background: var(--panel); cursor: pointer; } button:hover { border-color: var(--link); }
        button.main { background: var(--link); border-color: var(--link); color: var(--paper); font-weight: 600; } button.plain { padding: 0; border: 0; background: none; color: var(--link); text-decoration: underline; text-underline-offset: 2px; }
        .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1rem 0; } .inline { display: inline; }
        .notice { padding: .625rem .875rem; border-left: 3px solid currentColor; background: var(--panel); } .notice.bad, .notice.good, .notice.warn { border-radius: 0 .375rem .375rem 0; }
        pre { margin: .5rem 0; padding: .625rem .875rem; background: var(--panel); border-radius: .375rem; overflow-x: auto; white-space: pre; }
        pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; } .notice h3 { margin-top: .75rem; } .notice pre { background: var(--paper); color: var(--ink); } .notice p, .notice ul { margin: .25rem 0; color: var(--ink); }
        .diff .came { color: var(--good); } .diff .gone { color: var(--bad); } .diff .same { color: var(--dim); }
        label.choice { margin: 0; font-weight: 400; } label .dim { font-weight: 400; } button[aria-pressed=true] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
        .figures { display: flex; flex-wrap: wrap; gap: .25rem 2rem; } .figures p { margin: .5rem 0; } .figures strong { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 2rem; align-items: start; } table.bars td { padding-top: .25rem; padding-bottom: .25rem; } meter, progress { width: 100%; min-width: 5rem; }
        .empty { padding: 2rem 0; color: var(--dim); } footer { padding-top: 1.5rem; padding-bottom: 2rem; color: var(--dim); font-size: .8125rem; }
        """;
}
