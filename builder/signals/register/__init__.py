"""The register: every signal, which services take it and why, in which period it falls; nothing is lost."""
