"""What a text is made of, before anybody reads it: blocks, turns of speech, the kind of document."""
