"""Who sides with whom, and who met: graphs of ids; the words are put on by whoever shows them."""
