"""All tables of the open data: every column, what it holds, and what it refers to."""

from minhchung.opendata import tables_of_dossiers, tables_of_rules

TABLES = (*tables_of_dossiers.TABLES, *tables_of_rules.TABLES)
