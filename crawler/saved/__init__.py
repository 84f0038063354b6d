"""Pages in files, judged and compared as if a visit had brought them: by the same stages and rules as a crawl's.

feeds    lines of a batch          rows     a line becomes looks
files    a file becomes a payload  looks    a look becomes a visit
judges   visits become judgements and changes
batches  many of them at once, in order
lines    what is printed of them
"""
