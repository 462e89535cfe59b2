"""The headers that a host should add: what a page cannot say about itself. One set, in the words of three hosts.

`vertelkaart serve` sends them, too, so that whoever works on the site lives with them. `builder/docs/hosting.md` holds
the three texts; a test keeps them the same.
"""

from __future__ import annotations

from textwrap import dedent

from builder.site.addresses import EMBED

HIDDEN_FEATURES = (
    *("accelerometer", "autoplay", "camera", "display-capture", "gamepad", "gyroscope", "hid"),
    *("idle-detection", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
"""What no page of ours asks for, of what browsers know by name today."""
OWN_FEATURES = ("clipboard-write", "geolocation")
"""What pages do ask for: stories near me, and the share button."""
ASSETS = "assets/"
STYLES = "assets/vk-"
"""The start of the folder of styles, scripts and fonts; the rest of its name is a hash of what is in it."""
ASSET_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; style-src 'self'"
)
"""For what is no page but can be opened like one, such as a drawing. The search worker lives by it, too."""
NOT_IN_FRAMES = "frame-ancestors 'none'"
IN_ALL_FRAMES = "frame-ancestors *"
ASK_FIRST = "no-cache"
"""Keep a copy, but ask each time whether it still stands: everything with a story in it, for it may be withdrawn."""
KEEP_A_YEAR = "public, max-age=31536000, immutable"
"""For styles, scripts and fonts. Not for pictures, sounds and lists of stories, although they are named by content too:
a copy on the way to the reader would outlive a withdrawal."""
HTTPS = ("Strict-Transport-Security", "max-age=31536000")
"""Not sent by `serve`: this computer has no certificate."""
COMMON = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        ", ".join([*(f"{name}=()" for name in HIDDEN_FEATURES), *(f"{name}=(self)" for name in OWN_FEATURES)]),
    ),
)
POLICY = "Content-Security-Policy"
CACHE = "Cache-Control"


def host_policy(path: str) -> str:
    """The policy that the host adds to that of the page, for an address from the root without its first `/`."""
    if path.startswith(ASSETS):
        return f"{ASSET_POLICY}; {NOT_IN_FRAMES}"
    return IN_ALL_FRAMES if path.startswith(EMBED) else NOT_IN_FRAMES


def cache_rule(path: str) -> str:
    """How long a copy of a file may be kept without asking."""
    return KEEP_A_YEAR if path.startswith(STYLES) else ASK_FIRST


def host_headers(path: str) -> dict[str, str]:
    """All headers of a file but the two that a server on this computer does without: HTTPS and keeping copies."""
    return {POLICY: host_policy(path), **dict(COMMON)}


def headers_file() -> str:
    """`_headers` for Netlify and Cloudflare Pages. Both ask first by themselves, when nothing else is said."""
    rules = (
        ("/*", [(POLICY, NOT_IN_FRAMES), HTTPS, *COMMON]),
        (f"/{ASSETS}*", [(POLICY, host_policy(ASSETS))]),
        (f"/{STYLES}*", [(CACHE, KEEP_A_YEAR)]),
        (f"/{EMBED}*", [(f"! {POLICY}", ""), (POLICY, IN_ALL_FRAMES)]),
    )
    blocks = [
        "\n".join([path, *(f"  {name}: {value}".removesuffix(": ") for name, value in headers)])
        for path, headers in rules
    ]
    return "\n".join(blocks) + "\n"


def apache_file() -> str:
    """`.htaccess` for Apache 2.4 with mod_headers."""
    lines = [
        "Options -Indexes",
        "ErrorDocument 404 /404.html",
        "AddType application/geo+json .geojson",
        "AddType text/javascript .js",
        "AddType image/webp .webp",
        "AddType font/woff2 .woff2",
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in (HTTPS, *COMMON)),
        f'  Header always set {POLICY} "{NOT_IN_FRAMES}"',
        f'  Header always set {POLICY} "{host_policy(ASSETS)}" "expr=%{{REQUEST_URI}} =~ m#/{ASSETS}#"',
        f'  Header always set {POLICY} "{IN_ALL_FRAMES}" "expr=%{{REQUEST_URI}} =~ m#/{EMBED}#"',
        f'  Header always set {CACHE} "{ASK_FIRST}"',
        f'  Header always set {CACHE} "{KEEP_A_YEAR}" "expr=%{{REQUEST_URI}} =~ m#/{STYLES}#"',
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def nginx_file(root: str = "/var/www/vertelkaart", name: str = "stories.example", listen: str = "80") -> str:
    """A file for `/etc/nginx/conf.d/`: one server, with its headers.

    The headers stand on the server and nowhere below it, because a `location` with one of its own loses all the others.
    """
    common = "\n".join(f'  add_header {header} "{value}" always;' for header, value in (HTTPS, *COMMON))
    text = f"""\
    map $uri $vertelkaart_policy {{
      default "{NOT_IN_FRAMES}";
      ~^/{ASSETS} "{host_policy(ASSETS)}";
      ~^/{EMBED} "{IN_ALL_FRAMES}";
    }}
    map $uri $vertelkaart_cache {{
      default "{ASK_FIRST}";
      ~^/{STYLES} "{KEEP_A_YEAR}";
    }}
    server {{
      listen {listen};
      server_name {name};
      root {root};
      index index.html;
      error_page 404 /404.html;
      charset utf-8;
      include mime.types;
      types {{
        application/geo+json geojson;
      }}
      add_header {POLICY} $vertelkaart_policy always;
      add_header {CACHE} $vertelkaart_cache always;
    """
    return f"{dedent(text)}{common}\n}}\n"
