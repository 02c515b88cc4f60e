"""Discourse networks: who is for and against what, who sides with whom, who met."""
