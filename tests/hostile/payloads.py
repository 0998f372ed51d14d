"""What a stranger might write where a file has text, beyond what is known to have been tried.

Each payload that could run, load or send something names CANARY: a page on which it did is found by that name.
"""

CANARY = "canary"
RUN = f"window.{CANARY}=(window.{CANARY}||0)+1"

SCRIPTS = {
    "script": f"<script>{RUN}</script>",
    "broken out of an attribute": f"\"'><script>{RUN}</script>",
    "out of a comment": f"--><script>{RUN}</script><!--",
    "out of CDATA": f"]]><script>{RUN}</script>",
    "out of a script": f"</script><script>{RUN}</script>",
    "out of a table": f"</td></tr></table><script>{RUN}</script>",
    "out of a title": f"</title></head><script>{RUN}</script>",
    "out of a textarea": f"</textarea></style></noscript><script>{RUN}</script>",
    "picture": f"<img src=x onerror={RUN}>",
    "picture without an end": f'<img src="x" onerror="{RUN}" alt="',
    "vector": f"<svg onload={RUN}><animate onbegin={RUN} attributeName=x dur=1s>",
    "formula of MathML": f'<math><mtext><table><mglyph><style><img src=x onerror="{RUN}">',
    "details": f"<details open ontoggle={RUN}>",
    "focus": f"<input autofocus onfocus={RUN}>",
    "frame": f'<iframe srcdoc="<script>parent.{CANARY}=1</script>">',
    "object": f'<object data="data:text/html,<script>parent.{CANARY}=1</script>">',
    "refresh": f'<meta http-equiv="refresh" content="0;url=javascript:{RUN}">',
    "base": '<base href="https://evil.example/">',
    "form": f'<form action="javascript:{RUN}"><button id="x">x</button></form>',
    "style": f"<style>@import 'https://evil.example/{CANARY}.css';*{{background:url(https://evil.example/)}}</style>",
    "style attribute": f'" style="background:url(https://evil.example/{CANARY})" x="',
    "handler attribute": f'" onmouseover="{RUN}" onfocus="{RUN}" autofocus tabindex="0" x="',
    "single quotes": f"' onclick='{RUN}' x='",
    "back quotes": f"` onclick=`{RUN}` x=`",
    "no quotes": f"x onclick={RUN} ",
    "template of a shadow root": f"<div><template shadowrootmode=open><script>{RUN}</script></template></div>",
    "unicode escapes": f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e \\x3cscript\\x3e",
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;script&#62; &#x3c;script&#x3e; &lt;img src=x onerror={RUN}&gt;",
    "entities twice": f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    "full-width": f"＜script＞{RUN}＜/script＞",
    "split by a zero-width space": f"<scr\u200bipt>{RUN}</scr\u200bipt>",
    "polyglot": f"jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk={RUN} )//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd={RUN}//>",
}

LINKS = {
    "script address": f"javascript:{RUN}",
    "script address in capitals": f"JaVaScRiPt:{RUN}",
    "script address after a break": f" \tjava\nscript:{RUN}",
    "script address as entities": f"&#106;avascript&colon;{RUN}",
    "data address": f"data:text/html,<script>opener.{CANARY}=1</script>",
    "vbscript": "vbscript:msgbox(1)",
    "scheme of the host": "//evil.example/x",
    "back slashes": "https:\\\\evil.example",
    "another host in front": "https://moet.gov.vn@evil.example/",
    "another host behind": "https://moet.gov.vn%00.evil.example/",
    "file": "file:///etc/passwd",
    "blob": f"blob:https://evil.example/{CANARY}",
    "loopback": "http://127.0.0.1:1/",
    "address in figures": "http://2130706433/",
}

MARKUP = {
    "attribute list": f"*x*{{: onfocus={RUN} tabindex=0 autofocus }} {{: .cls #id style='x' }}",
    "Markdown link": f"[bấm]({'javascript:' + RUN}) ![x](https://evil.example/{CANARY}.png) <https://evil.example/{CANARY}>",
    "Markdown blocks": "# Đầu đề\n\n- mục\n> trích\n\n```\nmã\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n***\n---\n===",
    "reference": f"[x]: javascript:{RUN} 'x'\n[x]",
    "snippet": '--8<-- "/etc/passwd"\n--8<--\n/etc/passwd\n--8<--',
    "emoji": ":smile: :material-account: :fontawesome-brands-youtube:{ .youtube }",
    "footnote": "[^1] x\n\n[^1]: y",
    "abbreviation": "*[HTML]: x",
    "admonition": '!!! danger "x"\n    y\n??? note\n    z',
    "tabs and tasks": '=== "Một"\n    x\n- [ ] y\n- [x] z',
    "critic": "{--bỏ--}{++thêm++}{~~a~>b~~}{==c==}{>>d<<}",
    "mathematics": "$$x$$ \\(x\\) \\[y\\] $`z`$",
    "keys and highlights": "++ctrl+alt+del++ ==mark== ^^ins^^ H~2~O a^b^",
    "template": "{{ 7*7 }} {{ cycler.__init__.__globals__.os.popen('id').read() }} {% for x in y %} {# z #}",
    "format": "{} {0} {0.__class__} {unit} %s %(x)s ${x} $x",
    "slot": '<div data-slot="results"></div> MC-TITLE MC-POLICY MC-CANONICAL',
    "front matter": "---\ntitle: x\ntemplate: evil.html\n---",
    "wiki": "[[trang]] {{bản mẫu}} <nowiki>",
    "pipes and quotes": "a | b \\| c || \" ' ` “ ” « » \\ / %00 %0a",
    "ends of containers": "</table></td></div></main></body></html> ]]> --> */ ?> %>",
    "line breaks": "một\nhai\r\nba\n\nbốn <br> năm<br/>",
    "search syntax": "+sông -xanh title:x xanh^10 xanh~1 *",
}

UNICODE = {
    "right to left": "\u202egnp.exe\u202c \u2067abc\u2069 \u200fxyz\u061c",
    "left open": "\u202e\u202d\u2066\u2067\u2068",
    "zero width": "Sô\u200bng\u200c \u200dXa\u2060nh\ufeff",
    "homoglyph": "Sоng Хаnh",
    "composed apart": "So\u0302ng Xanh, Qua\u0302\u0323n",
    "stacked accents": "Z" + "\u0301\u0323\u0489" * 40,
    "one long word": "dài" * 400,
    "long without a space": "a" * 1900,
    "blank letters": "\u3164\u115f\u2800\uffa0",
    "tags of a flag": "🏴\U000e0067\U000e0062\U000e007f",
    "joined people": "👩‍👩‍👧‍👦" * 20,
    "private use": "\ue000\U000f0000",
    "not a character": "\ufdd0\U0001fffe",
    "upside down": "\u0f0b\u1680\u2003\u2028x\u2029y\u0085z",
    "odd digits": "٦١/٧٤ ６１ 𝟔𝟏",
    "ligature that grows": "ﷺ" * 60,
    "cuneiform": "𒐫" * 60,
    "dots above dots": "i̇İIı" * 30,
}

FORMULAS = {
    "formula": '=HYPERLINK("https://evil.example/","bấm")',
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "full-width": "＝1+1",
    "after a break": "x\n=1+1",
    "after a semicolon": 'x;=1+1;"=1+1"',
    "after a quote": '"=1+1",=1+1',
}

PAYLOADS = {**SCRIPTS, **LINKS, **MARKUP, **UNICODE, **FORMULAS}


def yaml(text: str) -> str:
    """`text` as a YAML scalar in double quotes, every character that is not plain written as its number."""
    plain = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")
    return '"' + "".join(char if char in plain else f"\\U{ord(char):08x}" for char in text) + '"'
