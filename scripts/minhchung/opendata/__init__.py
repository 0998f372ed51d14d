"""Everything the site shows, as data that other people's tools read: tables, JSON, a workbook, a calendar.

Pure: what a site is made from goes in, the files below ``data/v1/`` come out. One definition of the tables
(:mod:`minhchung.opendata.tables`) makes the CSV, the data package and the page that documents them.
"""
