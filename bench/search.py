"""What the first query costs a reader on a phone: a real Chromium, and the site served on loopback."""

from __future__ import annotations

import os
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
QUERY = "ao xanh 1"  # a unit of every city that bench.city writes, without its marks
SLOWER = 4  # times, than this machine: about what a cheap phone is
PHONE = {"width": 400, "height": 800}


def measured(site: Path) -> dict[str, float]:
    """Bytes fetched from opening the search until the first result stands, and seconds from the first key to it."""
    fetched: list[int] = []

    class Handler(SimpleHTTPRequestHandler):
        def send_header(self, keyword: str, value: str) -> None:
            if keyword == "Content-Length":
                fetched.append(int(value))
            super().send_header(keyword, value)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
            page.goto(f"http://127.0.0.1:{server.server_port}/scoring/", wait_until="networkidle")
            fetched.clear()
            found: dict[str, Any] = _asked(page)
            browser.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    return {"fetched": sum(fetched), **found}


def _asked(page: Page) -> dict[str, float]:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.locator("label[for=__search]").first.dispatch_event("click")
    field = page.get_by_role("combobox")
    field.wait_for()
    start = time.perf_counter()
    field.press_sequentially(QUERY)
    page.get_by_role("listbox").get_by_role("option").first.wait_for(timeout=120_000)
    return {"seconds": round(time.perf_counter() - start, 2)}
