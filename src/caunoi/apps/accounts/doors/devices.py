"""Where and in what somebody is signed in, in words that tell its owner enough and others little."""

from ipaddress import ip_address, ip_network

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# The first that fits: browsers call themselves by the names of older ones as well.
BROWSERS = (
    ("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
UNKNOWN = gettext_noop("Trình duyệt không rõ")


def browser_of(said: str) -> str:
    """``Chrome · Windows``, as kept with the session; empty for a program that tells nothing known."""
    found = (next((name for mark, name in known if mark in said), "") for known in (BROWSERS, SYSTEMS))
    return " · ".join(filter(None, found))


def told(browser: str) -> str:
    return browser.replace(" · ", _(" trên ")) or _(UNKNOWN)


def network_of(address: str) -> str:
    """The network, IPv4 by /24 and IPv6 by /64: which office, not which desk."""
    try:
        parsed = ip_address(address.removeprefix("::ffff:"))
    except ValueError:
        return ""
    return str(ip_network(f"{parsed}/{24 if parsed.version == 4 else 64}", strict=False))


def place(network: str, *, here: str) -> str:
    if not network:
        return _("Không rõ mạng")
    return (
        _("Cùng mạng với máy này") if network == here else _("Mạng khác: %(network)s") % {"network": network}
    )
