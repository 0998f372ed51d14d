"""The site: frames that MkDocs builds once, and pages whose slots we fill.

Only :mod:`frames`, :mod:`files` and :mod:`serve` touch disk, processes or the network; the rest is pure.
"""
