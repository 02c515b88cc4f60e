"""From a conclusion back to the sentences: conclusions, positions, statements, words in a document."""
