"""The sitemap names every page once, with its twin in the other language, and knows no clock."""

from xml.etree import ElementTree as ET

from minhchung.publishing.sitemap import sitemap

PAGES: dict[str, dict[str, str]] = {
    "https://x.example/b/": {"vi": "https://x.example/b/", "en": "https://x.example/en/b/"},
    "https://x.example/": {},
}


def test_every_address_sorted():
    locations = ET.fromstring(sitemap(PAGES)).findall(".//{*}loc")
    assert [location.text for location in locations] == ["https://x.example/", "https://x.example/b/"]


def test_each_address_with_its_alternates():
    links = ET.fromstring(sitemap(PAGES)).findall(".//{http://www.w3.org/1999/xhtml}link")
    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        *PAGES["https://x.example/b/"].items()
    ]


def test_nothing_in_it_changes_from_day_to_day():
    assert b"lastmod" not in sitemap(PAGES)


def test_an_address_is_escaped():
    xml = sitemap({"https://x.example/?a&b": {"en": 'https://x.example/?a&"b'}})
    assert b"<loc>https://x.example/?a&amp;b</loc>" in xml
    (link,) = ET.fromstring(xml).findall(".//{http://www.w3.org/1999/xhtml}link")
    assert link.get("href") == 'https://x.example/?a&"b'
