"""Attack texts that are links, above all in Markdown: schemes in every disguise, pictures and links of other hosts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.text_attacks.attack import Fires, Road
from tests.text_attacks.families_markup import Family

SCHEMES = (
    *(
        "javascript:§",
        "JAVASCRIPT:§",
        "JaVaScRiPt:§",
        "javascript://x/%0a§",
        "javascript:void(0);§",
        "javascript:/*x*/§",
    ),
    *(
        "&#106;avascript:§",
        "&#x6a;avascript:§",
        "&#0000106;avascript:§",
        "javascript&colon;§",
        "javascript&#58;§",
        "javascript&#x3a;§",
    ),
    *(
        "java&Tab;script:§",
        "java&NewLine;script:§",
        "java&#9;script:§",
        "java&#10;script:§",
        "java&#13;script:§",
        "java&#x0d;script:§",
    ),
    *("&#1;javascript:§", "&#14; javascript:§", "&#32;javascript:§", "&Tab;javascript:§", "javascript&#9;:§"),
    *("%6aavascript:§", "%6A%61vascript:§", "javascript%3a§", "java%0ascript:§", "java%09script:§"),
    *(
        "feed:javascript:§",
        "view-source:javascript:§",
        "jar:javascript:§",
        "livescript:§",
        "mocha:§",
        "vbscript:§",
        "VBScript:msgbox(1)",
    ),
    *(
        "data:text/html,<script>§</script>",
        "data:text/html;base64,PHN2Zz4=",
        "data:image/svg+xml,<svg onload=§>",
        "DATA:text/html,§",
    ),
    *(
        "blob:https://¤/x",
        "filesystem:https://¤/x",
        "file:///etc/passwd",
        "ws://¤/",
        "ftp://¤/",
        "intent://¤#Intent;end",
        "about:blank#§",
    ),
)
PLAIN = (
    "javascript:§",
    "JaVaScRiPt:§",
    "&#106;avascript:§",
    "java&Tab;script:§",
    "vbscript:§",
    "data:text/html,§",
    "javascript&colon;§",
)
ADDRESSES = [
    *(
        "javascript:§",
        " javascript:§",
        "\tjavascript:§",
        "\njavascript:§",
        "java\tscript:§",
        "java\nscript:§",
        "javascript\t:§",
    ),
    *(
        "javascript:§//https://ok.example",
        'https://ok.example" onclick="§',
        "javascript://ok.example/%0a§",
        "JAVASCRIPT:§",
    ),
    *(
        "javascript:'<svg onload=§>'",
        "javascript:eval('§')",
        "javascript:%76kAttack;§",
        "vbscript:§",
        "data:text/html,§",
    ),
]
FOREIGN_WAYS = [
    *(
        "![x](//¤/i.png)",
        "![x](https://¤/i.png)",
        "![x](http://¤/i.png 'title')",
        "![x](<https://¤/a b.png>)",
        "![x][r]\n\n[r]: https://¤/r.png",
    ),
    *(
        "![r]\n\n[r]: //¤/r",
        "[![x](https://¤/i.png)](https://ok.example)",
        "> ![x](https://¤/q.png)",
        "- ![x](https://¤/l.png)",
    ),
    *(
        "![](https://¤/?q=1&w=2)",
        "!\\[x](https://¤/e)",
        "![x](https://¤/ü.png)",
        "!&#91;x](https://¤/e)",
        "![<b>](https://¤/b.png)",
    ),
]


def link_families() -> Iterator[Family]:
    """All families of this module."""
    yield "script link in Markdown", Road.MARKDOWN, Fires.SCRIPT, [f"[here]({each})" for each in SCHEMES]
    yield (
        "script link in brackets",
        Road.MARKDOWN,
        Fires.SCRIPT,
        [f"[here](<{each.replace('<', '&lt;').replace('>', '&gt;')}>)" for each in SCHEMES[:24]],
    )
    yield (
        "script link by reference",
        Road.MARKDOWN,
        Fires.SCRIPT,
        [f"[here][r]\n\n[r]: {each}" for each in SCHEMES[:24]],
    )
    yield "script link by itself", Road.MARKDOWN, Fires.SCRIPT, [f"<{each}>" for each in PLAIN]
    yield "script link as a picture", Road.MARKDOWN, Fires.NOTHING, [f"![x]({each})" for each in PLAIN]
    yield (
        "link with a title",
        Road.MARKDOWN,
        Fires.SCRIPT,
        [
            *(
                "[here](javascript:§ 'title')",
                '[here](javascript:§ "\\" onclick=§")',
                "[here](https://ok.example '\" onmouseover=§ x=\"')",
            ),
            *(
                '[here](https://ok.example/"onclick=§)',
                "[here](https://ok.example/'onclick=§)",
                '[here](<https://ok.example/" onclick="§>)',
            ),
            *(
                "[<img src=x onerror=§>](https://ok.example)",
                "[here](https://ok.example)<img src=x onerror=§>",
                "[a](javascript:§)[b](javascript:§)",
            ),
            *(
                '<https://ok.example/"onclick=§>',
                "<https://ok.example/><svg onload=§>",
                'https://ok.example/"><svg onload=§>',
            ),
        ],
    )
    yield "raw link", Road.HTML, Fires.SCRIPT, [f"<a href='{each}'>here</a>" for each in SCHEMES[:24]]
    yield "script in an address", Road.ADDRESS, Fires.SCRIPT, ADDRESSES
    yield (
        "button that goes",
        Road.HTML,
        Fires.SCRIPT,
        [
            *(
                "<form><button formaction=javascript:§>x</button></form>",
                "<form action=javascript:§><input type=submit></form>",
            ),
            *("<form id=f action=javascript:§></form><button form=f>x</button>", "<iframe src=javascript:§></iframe>"),
            *(
                "<embed src=javascript:§>",
                "<object data=javascript:§></object>",
                "<iframe srcdoc='<script>parent.§</script>'></iframe>",
            ),
            *(
                "<meta http-equiv=refresh content='0;url=javascript:§'>",
                "<area href=javascript:§ shape=default>",
                "<base href=javascript:/><a href=/§>x</a>",
            ),
            *(
                "<map name=m><area href=javascript:§></map>",
                "<form><input type=image formaction=javascript:§ src=x></form>",
            ),
        ],
    )
    yield "picture of another host", Road.MARKDOWN, Fires.REQUEST, FOREIGN_WAYS
