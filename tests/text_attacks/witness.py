"""What a browser that was attacked would do, seen from outside: a call of the beacon, a dialog, a foreign request."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Route

from tests.text_attacks.attack import BEACON, FOREIGN

MARK = "vk-attack:"
POKE = "vkPoke"
SCRIPT = f"""
(() => {{
  const tell = (what) => console.debug({MARK!r} + what);
  const keep = (name, value) => Object.defineProperty(window, name, {{ value }});
  keep({BEACON!r}, (number) => (tell(number), ""));
  for (const name of ["alert", "confirm", "prompt", "print"]) keep(name, () => tell(name));
  // What a visitor would set off: every handler in the page, and every link or button that leads to a script.
  const isScript = (address) => /^\\s*(?!https?:|mailto:|#|\\.|\\/|$)[a-z-]+:/i.test(address);
  const isElsewhere = (address) => /^https?:/.test(address) && new URL(address).hostname.endsWith({FOREIGN!r});
  const goes = (element) =>
    [element.href?.baseVal ?? element.href, element.formAction, element.action, element.getAttribute("xlink:href")]
      .some((address) => typeof address === "string" && isScript(address)) ||
    [element.formAction, element.action].some((address) => typeof address === "string" && isElsewhere(address));
  keep({POKE!r}, () => {{
    let count = 0;
    for (const element of document.querySelectorAll("*")) {{
      for (const name of element.getAttributeNames().filter((each) => /^on/i.test(each))) {{
        count += 1;
        element.dispatchEvent(new Event(name.slice(2).toLowerCase(), {{ cancelable: true }}));
      }}
      const isWay = element.matches("a, area, button, input, form, math *, svg *, [href]:not(link, base)");
      if (element.isConnected && ((isWay && goes(element)) || element.matches("[ping]"))) {{
        count += 1;
        if (element instanceof HTMLFormElement) element.requestSubmit();
        else element.dispatchEvent(new MouseEvent("click", {{ bubbles: true, cancelable: true }}));
      }}
    }}
    return count;
  }});
  addEventListener("load", () => setTimeout(window[{POKE!r}], 10));
}})();
"""


@dataclass
class Witness:
    """What happened in the pages of one context."""

    ran: list[str] = field(default_factory=list)
    """The numbers that were called, and `alert` and the like."""
    asked: list[str] = field(default_factory=list)
    """Addresses of other hosts that were asked for; nothing reaches them."""
    missed: list[str] = field(default_factory=list)
    """Addresses of our own host at which there is nothing: a text that became an element with a source."""
    own_host: str = "127.0.0.1"

    def follow(self, context: BrowserContext) -> None:
        """Watches every page of a context from now on."""
        context.add_init_script(SCRIPT)
        context.on("console", self.hear)
        context.on("dialog", self.see_dialog)
        context.on("response", lambda each: self.missed.append(each.url) if each.status == 404 else None)
        context.route(self.is_foreign, self.stop)

    def is_foreign(self, url: str) -> bool:
        """Whether an address is of another host than the site's."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https", "ws", "wss", "ftp") and parts.hostname != self.own_host

    def stop(self, route: Route, request: Request) -> None:
        """Notes a request to another host, which goes nowhere."""
        self.asked.append(request.url)
        route.abort()

    def hear(self, message: ConsoleMessage) -> None:
        """Notes a call of the beacon."""
        if message.text.startswith(MARK):
            self.ran.append(message.text.removeprefix(MARK))

    def see_dialog(self, dialog: Dialog) -> None:
        """Notes a dialog, and closes it."""
        self.ran.append(dialog.type)
        dialog.dismiss()

    @property
    def asked_numbers(self) -> set[int]:
        """The numbers of the texts whose host was asked."""
        hosts = [urlsplit(url).hostname or "" for url in self.asked]
        return {int(host[1:].partition(".")[0]) for host in hosts if host.endswith(f".{FOREIGN}")}

    @property
    def ran_numbers(self) -> set[int]:
        """The numbers of the texts that ran."""
        return {int(each) for each in self.ran if each.isdigit()}
