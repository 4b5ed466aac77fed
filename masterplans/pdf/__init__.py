"""How does a book become a PDF? Chapter by chapter, then front matter, then one file."""
