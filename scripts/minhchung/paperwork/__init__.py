"""The paperwork: what is on file, as the official report of it, for the body that answers for it to sign.

Pure: the report is a model (:mod:`minhchung.paperwork.model`) made from the evidence and its results, and only the
writer knows how a text document is built. Its language is Vietnamese, whatever language is asked for: it is a form
of Vietnamese administration (Nghị định 30/2020/NĐ-CP), and nothing in it comes from anywhere but the repository.
"""
