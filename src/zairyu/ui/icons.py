"""Icons as inline SVG. They always stand beside words and are hidden from screen readers."""

from functools import cache

from django.utils.safestring import SafeString, mark_safe

# Drawn on 24 by 24 with a line of 2; shape tells them apart without colour.
SHAPES = {
    "ok": '<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>',
    "done": '<path d="m5 12.5 5 5 9-11"/>',
    "look": '<path d="M12 3 2.5 20h19z"/><path d="M12 10v5m0 2.5v.1"/>',
    "bad": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="m9 9 6 6m0-6-6 6"/>',
    "act": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6m0 3.5v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6m0-9.5v.1"/>',
    "wait": '<path d="M7 3h10M7 21h10M8 3v3.5c0 2 4 4 4 5.5 0 1.5-4 3.5-4 5.5V21m8-18v3.5'
    'c0 2-4 4-4 5.5 0 1.5 4 3.5 4 5.5V21"/>',
    "pending": '<path d="M12 2.5 20.5 5v6.5c0 5-4 8.5-8.5 10-4.5-1.5-8.5-5-8.5-10V5z"/>'
    '<path d="M9 7.5h6M9 16.5h6M9.5 7.5c0 3 2.5 3.5 2.5 4.5s-2.5 1.5-2.5 4.5m5-9'
    'c0 3-2.5 3.5-2.5 4.5s2.5 1.5 2.5 4.5"/>',
    "ended": '<rect x="3.5" y="5" width="17" height="16" rx="2"/>'
    '<path d="M8 3v4m8-4v4M3.5 10h17M8 15.5h8"/>',
    "revoked": '<circle cx="12" cy="9" r="6"/><path d="m9 14.5-2 7 5-3 5 3-2-7M4 3l16 18"/>',
    "unknown": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7m0 3v.1"/>',
    "day": '<rect x="3.5" y="5" width="17" height="16" rx="2"/><path d="M8 3v4m8-4v4M3.5 10h17"/>',
    "paper": '<path d="M6 2.5h8.5L19 7v14.5H6z"/><path d="M14 2.5V7.5h5M9 12h6.5M9 16h6.5"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6 8.5-6"/>',
    "card": '<rect x="2.5" y="5" width="19" height="14" rx="2"/>'
    '<circle cx="8" cy="11" r="2"/><path d="M5 16c.5-2 5.5-2 6 0m3-6h5m-5 4h5"/>',
    "person": '<circle cx="12" cy="8" r="4.5"/><path d="M3.5 21c.5-5 4-7 8.5-7s8 2 8.5 7"/>',
    "people": '<circle cx="9" cy="8.5" r="4"/><path d="M1.5 20c.5-4.5 3.5-6 7.5-6s7 1.5 7.5 6"/>'
    '<path d="M15.5 5a4 4 0 0 1 0 7m2.5 2.5c2.5.8 4.2 2.5 4.5 5.5"/>',
    "money": '<circle cx="12" cy="12" r="9"/>'
    '<path d="m8.5 7 3.5 5 3.5-5M12 12v5.5M9 13h6m-6 2.5h6"/>',
    "home": '<path d="m3.5 11 8.5-7.5 8.5 7.5M6 9.5V20.5h12V9.5M10 20.5v-6h4v6"/>',
    "eye": '<path d="M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "out": '<path d="M14 4h6v6m0-6-9 9M18 14v6H4V6h6"/>',
    "draft": '<path d="M4 20.5h4L20 8.5l-4-4-12 12zM13.5 7l4 4"/>',
    "post": '<path d="M2.5 6.5h11v10h-11zM13.5 10h4l4 3.5v3h-8z"/>'
    '<circle cx="7" cy="17.5" r="2"/><circle cx="17.5" cy="17.5" r="2"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2"/>'
    '<path d="M8 10.5V7a4 4 0 0 1 8 0v3.5"/>',
    "back": '<path d="M19 12H5.5m6-6.5L5 12l6.5 6.5"/>',
    "next": '<path d="M5 12h13.5m-6-6.5L19 12l-6.5 6.5"/>',
    "up": '<path d="M12 19V5.5m-6.5 6L12 5l6.5 6.5"/>',
    "more": '<path d="M12 5v14M5 12h14"/>',
}


@cache
def icon(name: str, large: bool = False) -> SafeString:
    """Return an icon by its name."""
    size = "icon icon--large" if large else "icon"
    return mark_safe(
        f'<svg class="{size}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{SHAPES[name]}</svg>"
    )
