"""Pages, feeds and files of the public site, made from an edition and nothing else."""
