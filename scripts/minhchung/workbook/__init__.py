"""A dossier as a workbook for people who do not use git, and back again."""
