"""Language: words, sentences, parts of speech and times, before anything is looked for in them."""
