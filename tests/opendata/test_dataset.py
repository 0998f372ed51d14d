"""What search engines are told of the data: schema.org, as JSON-LD."""

import json

from minhchung.opendata.dataset import described
from minhchung.publishing.escaping import data_block
from tests.opendata.cities import ADDRESS, city_of, example, exported
from tests.publishing.small_city import small_city, small_site


def test_home_data_page_and_each_dossier_are_described():
    site = described(city_of(small_city()))
    assert {"", "data", "units/song-xanh/2022"} <= site.keys() <= small_site("vi").keys()


def test_every_distribution_is_a_file_of_the_site():
    for dataset in described(example()).values():
        for download in dataset["distribution"]:
            path = download["contentUrl"].removeprefix(f"{ADDRESS}data/v1/")
            assert path in exported()


def test_a_dataset_says_licence_years_place_and_that_it_is_invented():
    whole = described(example())[""]
    assert whole["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert whole["temporalCoverage"] == "2022/2024"
    assert whole["spatialCoverage"]["name"] == "Thành phố Mây Biếc"
    assert "hư cấu" in whole["name"]
    assert "fictional" in whole["name"]


def test_nothing_in_it_is_empty():
    def values(node):
        for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield value
            yield from values(value)

    for dataset in described(example()).values():
        assert None not in values(dataset)
        assert json.loads(str(data_block(dataset)).split(">", 1)[1].rpartition("<")[0]) == dataset
