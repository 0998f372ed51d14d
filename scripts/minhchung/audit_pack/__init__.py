"""One zip that an auditor can keep: the dossier, its proof, its rules, its history, and how to check them."""
