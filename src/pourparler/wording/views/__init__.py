"""One view for each answer, as plain data: words with the ids of what they rest on. JSON, terminal, pages and briefing show the same."""
