"""Attack texts that are mark-up: elements that fetch, namespaces, ends of elements; with those that are scripts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.text_attacks.attack import Fires, Road
from tests.text_attacks.families_scripts import AUTO_EVENTS, FOREIGN_SCRIPTS, MOUSE, SCRIPTS

Family = tuple[str, Road, Fires, list[str]]

FETCHING = [
    *(
        "<img src=//¤/i>",
        '<img src="https://¤/i.png">',
        "<img src='http://¤/i'>",
        "<img srcset='//¤/i 1x'>",
        "<img src=x srcset='//¤/2 2x, //¤/1 1x'>",
    ),
    *(
        "<picture><source srcset=//¤/p><img></picture>",
        "<video src=//¤/v></video>",
        "<video poster=//¤/p></video>",
        "<audio src=//¤/a></audio>",
    ),
    *(
        "<video><source src=//¤/v></video>",
        "<video><track default src=//¤/t></video>",
        "<input type=image src=//¤/i>",
        "<image src=//¤/i>",
    ),
    *(
        "<iframe src=//¤/f></iframe>",
        "<IFRAME SRC=https://¤/f>",
        "<iframe srcdoc='&lt;img src=//¤/s&gt;'>",
        "<embed src=//¤/e>",
    ),
    *(
        "<object data=//¤/o></object>",
        "<object><param name=src value=//¤/o></object>",
        "<frameset><frame src=//¤/f></frameset>",
    ),
    *(
        "<link rel=stylesheet href=//¤/c>",
        "<link rel=preload as=image href=//¤/l>",
        "<link rel=prefetch href=//¤/l>",
        "<link rel=icon href=//¤/f>",
    ),
    *(
        "<link rel=modulepreload href=//¤/m>",
        "<link rel=dns-prefetch href=//¤>",
        "<link rel=preconnect href=//¤>",
        "<link rel=manifest href=//¤/m>",
    ),
    *(
        "<meta http-equiv=refresh content='0;url=//¤/r'>",
        "<META HTTP-EQUIV=Refresh CONTENT='0; URL=https://¤/r'>",
        "<base href=//¤/><img src=i>",
    ),
    *(
        "<table background=//¤/t><td>x</table>",
        "<body background=//¤/b>",
        "<td background=//¤/t>x",
        "<svg><image href=//¤/i /></svg>",
    ),
    *("<svg><image xlink:href=//¤/i /></svg>", "<svg><use href=//¤/u#x /></svg>", "<svg><feImage href=//¤/f /></svg>"),
    *(
        "<style>@import '//¤/c';</style>",
        "<style>@import url(//¤/c);</style>",
        "<style>body{background:url(//¤/b)}</style>",
    ),
    *(
        "<style>@font-face{font-family:x;src:url(//¤/f)}body{font-family:x}</style>a",
        "<p style=background:url(//¤/s)>x</p>",
    ),
    *(
        "<p style='background-image:url(https://¤/s)'>x</p>",
        "<div style='list-style:url(//¤/l);display:list-item'>x</div>",
    ),
    *(
        "<a href=# ping=//¤/p>x</a>",
        "<form action=//¤/f><button>x</button></form>",
        "<button formaction=//¤/f form=x>x</button>",
    ),
    *(
        "<portal src=//¤/p></portal>",
        "<bgsound src=//¤/b>",
        "<applet code=//¤/a></applet>",
        "<layer src=//¤/l></layer>",
    ),
]
NAMESPACES = [
    *(
        "<svg><script>§</script></svg>",
        "<svg><script>&#118;&#107;Attack;§</script></svg>",
        "<svg><style><img src=x onerror=§></style></svg>",
    ),
    *(
        "<svg><title><img src=x onerror=§></title></svg>",
        "<svg><desc><img src=x onerror=§></desc></svg>",
        "<svg><foreignObject><img src=x onerror=§></foreignObject></svg>",
    ),
    *(
        "<svg><a href=javascript:§><text y=9>x</text></a></svg>",
        "<svg><a xlink:href=javascript:§><text y=9>x</text></a></svg>",
    ),
    *(
        "<svg><animate xlink:href=#a attributeName=href values=javascript:§ /><a id=a><text y=9>x</text></a></svg>",
        "<svg><set attributeName=onmouseover to=§ />",
    ),
    *(
        "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=§ />#x'/></svg>",
        '<svg></p><style><a id="</style><img src=x onerror=§>">',
    ),
    *(
        "<math><mtext></mtext><img src=x onerror=§></math>",
        "<math><annotation-xml encoding=text/html><img src=x onerror=§></annotation-xml></math>",
    ),
    *(
        "<math href=javascript:§>x</math>",
        "<math><maction actiontype=statusline xlink:href=javascript:§>x</maction></math>",
        "<math><mi//xlink:href=javascript:§>x",
    ),
    *(
        "<math><style><img src=x onerror=§></style></math>",
        "<svg><![CDATA[<img src=x onerror=§>]]></svg>",
        "<svg><![CDATA[><img src=x onerror=§>]]></svg>",
    ),
]
MUTATIONS = [
    *('<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=§&gt;">',),
    *("<math><mtext><table><mglyph><style><math><!--</style><img src=x onerror=§>",),
    *("<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=§>",),
    *("<svg><style><!--</style><img src=x onerror=§>-->", '<noscript><p title="</noscript><img src=x onerror=§>">'),
    *(
        '<svg></p><style><g title="</style><img src=x onerror=§>">',
        "<math></p><style><!--</style><img src=x onerror=§>--></style>",
    ),
    *(
        "<table><caption><svg><title><table><img src=x onerror=§>",
        "<select><template><img src=x onerror=§></template></select>",
    ),
    *(
        "<template><s><template><s><img src=x onerror=§></s></template>",
        '<xmp><p title="</xmp><img src=x onerror=§>"></xmp>',
    ),
    *('<noembed><p title="</noembed><img src=x onerror=§>">', '<noframes><p title="</noframes><img src=x onerror=§>">'),
    *(
        '<iframe><p title="</iframe><img src=x onerror=§>">',
        "<plaintext><img src=x onerror=§>",
        '<textarea><p title="</textarea><img src=x onerror=§>">',
    ),
    *(
        "<a><table><a><img src=x onerror=§>",
        "<p><svg><p><style><img src=x onerror=§></style>",
        "<listing>&lt;img src=x onerror=§&gt;</listing>",
    ),
    *(
        "<div><![CDATA[<img src=x onerror=§>]]></div>",
        "<?xml <img src=x onerror=§> ?>",
        "<![if <img src=x onerror=§>]>",
    ),
]
RAW_ENDS = [
    (
        "end of a title",
        Road.TITLE,
        [
            "</title><script>§</script>",
            "</TITLE><svg onload=§>",
            "</title\n><img src=x onerror=§>",
            "</title/><img src=x onerror=§>",
        ],
    ),
    (
        "end of a textarea",
        Road.TEXTAREA,
        ["</textarea><script>§</script>", "</TEXTAREA ><img src=x onerror=§>", "</textarea/x><svg onload=§>"],
    ),
    (
        "end of a comment",
        Road.COMMENT,
        [
            "--><script>§</script>",
            "--!><img src=x onerror=§>",
            "><img src=x onerror=§>",
            "-><svg onload=§>",
            "--><svg onload=§><!--",
            "<!--><img src=x onerror=§>-->",
            "<!---><img src=x onerror=§>-->",
        ],
    ),
    (
        "end of a script",
        Road.SCRIPT,
        [
            "</script><script>§</script>",
            "</SCRIPT><svg onload=§>",
            "</script ><img src=x onerror=§>",
            "</script/><img src=x onerror=§>",
            "</script\n><svg onload=§>",
            "<!--<script></script><script>§//--></script>",
        ],
    ),
    (
        "end of a string",
        Road.SCRIPT,
        [
            '"; §; //',
            '"+§+"',
            '"-§-"',
            '\\"; §; //',
            '";\n§;"',
            '"]; §; //',
            '"}; §; //',
            '"; § /*',
            '\\"};§//',
            '",§,"',
        ],
    ),
    (
        "end of a block of JSON",
        Road.JSON,
        [
            "</script><script>§</script>",
            "</script><img src=x onerror=§>",
            "</ScRiPt><svg onload=§>",
            '"}</script><svg onload=§>',
            "<!--<script>",
            "]]></script><svg onload=§>",
        ],
    ),
]


def quoted_breaks() -> Iterator[Family]:
    """Out of an attribute, in every way of quoting it."""
    tails = (
        *(
            " onmouseover=§ x=",
            " onclick=§ ",
            " autofocus onfocus=§ ",
            "><script>§</script>",
            "><img src=x onerror=§>",
            "/><svg onload=§>",
        ),
        *(" style=x onfocus=§ tabindex=1 ", "\nonclick=§\n", "\tonpointerenter=§\t", "onclick=§ ", "/onclick=§/"),
    )
    for name, road, quote in (("double", Road.DOUBLE, '"'), ("single", Road.SINGLE, "'"), ("bare", Road.BARE, "x")):
        yield f"out of a {name} attribute", road, Fires.SCRIPT, [quote + tail for tail in tails]
    yield (
        "out of a backtick attribute",
        Road.BARE,
        Fires.SCRIPT,
        ["`" + tail.strip() for tail in tails if ">" not in tail],
    )


def markup_families() -> Iterator[Family]:
    """All families of this module."""
    yield "script element", Road.HTML, Fires.SCRIPT, SCRIPTS
    yield "script of another host", Road.HTML, Fires.REQUEST, FOREIGN_SCRIPTS
    yield "event by itself", Road.HTML, Fires.SCRIPT, AUTO_EVENTS
    yield "event of a visitor", Road.HTML, Fires.SCRIPT, [f"<a {name}=§>x</a>" for name in MOUSE]
    yield (
        "event of a form",
        Road.HTML,
        Fires.SCRIPT,
        [f'<form {name}="§"><input {name}=§></form>' for name in MOUSE[12:24]],
    )
    yield "element that fetches", Road.HTML, Fires.REQUEST, FETCHING
    yield "namespace confusion", Road.HTML, Fires.SCRIPT, NAMESPACES
    yield "mutation", Road.TWICE, Fires.SCRIPT, MUTATIONS
    for name, road, texts in RAW_ENDS:
        yield name, road, Fires.SCRIPT, texts
    yield from quoted_breaks()
