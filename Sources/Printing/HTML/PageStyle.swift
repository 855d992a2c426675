/// The page's style: light and dark, screen, phone and paper. Nothing is fetched.
enum PageStyle {
    static let css: StaticString = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#59636e;--line:#d1d9e0;--box:#f6f8fa;\
        --good:#1a7f37;--soft:#9a6700;--bad:#cf222e;--blue:#0969da}
        @media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9198a1;--line:#3d444d;--box:#151b23;\
        --good:#3fb950;--soft:#d29922;--bad:#f85149;--blue:#4493f8}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,"Segoe UI","Noto Sans",sans-serif}
        main{max-width:60rem;margin:0 auto;padding:1rem}
        article+article{border-top:3px solid var(--line);margin-top:2.5rem;padding-top:1rem}
        h1{font-size:1.4rem;line-height:1.3;margin:.2rem 0 1rem}
        h2{font-size:1.1rem;margin:2rem 0 .5rem}
        h3{font-size:1rem;margin:1.5rem 0 .3rem}
        h1,h2,h3,p,td,th,dd,li,figcaption{overflow-wrap:anywhere}
        p{margin:.3rem 0}
        .kind,.dim,figcaption,.legend{color:var(--dim)}
        .kind{margin:0;font-size:.85rem;text-transform:uppercase;letter-spacing:.05em}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:0}
        dt{color:var(--dim)}
        dd{margin:0}
        code,.words,.records{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.9em}
        table{width:100%;border-collapse:collapse;margin:.3rem 0}
        th,td{text-align:start;vertical-align:top;padding:.4rem 1rem .4rem 0;border-bottom:1px solid var(--line)}
        th{color:var(--dim);font-weight:600;font-size:.85rem;white-space:nowrap}
        .num,.when{white-space:nowrap;font-variant-numeric:tabular-nums}
        .words{white-space:pre-wrap}
        .why{color:var(--dim);font-size:.92em}
        .tag{font-weight:600;white-space:nowrap}
        .good{color:var(--good)}.soft{color:var(--soft)}.bad{color:var(--bad)}.blue{color:var(--blue)}
        .box{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.6rem 1rem;margin:1.5rem 0}
        .box h2{margin-top:0}
        .records{background:var(--box);border-radius:6px;padding:.6rem;margin:.3rem 0;white-space:pre-wrap;\
        overflow-wrap:anywhere}
        figure{margin:1rem 0;overflow-x:clip}
        figure>svg{display:block;overflow:visible;font:12px system-ui,"Segoe UI","Noto Sans",sans-serif}
        .axis{stroke:var(--line);stroke-width:1}
        .tick{fill:var(--dim)}
        .lane{stroke:var(--dim);stroke-width:2;opacity:.5}
        .name{fill:var(--fg);font-weight:600}
        .mark{stroke:currentColor;fill:currentColor;stroke-width:2}
        .open{fill:var(--bg)}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:.5rem 0;font-size:.9rem}
        .legend svg{vertical-align:-3px;margin-inline-end:.3rem;overflow:visible}
        @media (max-width:40rem){
        .minor{display:none}
        dl{grid-template-columns:minmax(0,1fr);gap:0}
        dd{margin-bottom:.4rem}
        thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
        table,tbody,tr,td{display:block;width:100%}
        tr{border-bottom:1px solid var(--line);padding:.5rem 0}
        td{border:0;padding:.1rem 0}
        td:empty{display:none}
        td[data-name]::before{content:attr(data-name) " ";color:var(--dim)}
        }
        @media print{
        :root{--bg:#fff;--fg:#000;--dim:#444;--line:#999;--box:#fff;--good:#060;--soft:#750;--bad:#900;--blue:#039}
        body{font-size:10pt}main{max-width:none;padding:0}
        tr,figure,.box{break-inside:avoid}h2,h3{break-after:avoid}
        *{print-color-adjust:exact}
        }
        """
}
