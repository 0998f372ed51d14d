"""The sitemap names every page once and knows no clock."""

from xml.etree import ElementTree as ET

from minhchung.publishing.sitemap import sitemap


def test_every_address_once_and_sorted():
    xml = sitemap(["https://x.example/b/", "https://x.example/", "https://x.example/b/"])
    locations = ET.fromstring(xml).findall(".//{*}loc")
    assert [location.text for location in locations] == ["https://x.example/", "https://x.example/b/"]


def test_nothing_in_it_changes_from_day_to_day():
    assert b"lastmod" not in sitemap(["https://x.example/"])


def test_an_address_is_escaped():
    assert b"<loc>https://x.example/?a&amp;b</loc>" in sitemap(["https://x.example/?a&b"])
