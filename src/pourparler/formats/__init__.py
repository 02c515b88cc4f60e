"""Files of other programs, each a module that reads (and later writes) one format."""
