"""Pages in files, judged, compared and held against claims as if a visit had brought them: by the rules of a crawl.

feeds    lines of a batch          rows     a line becomes looks
files    a file becomes a payload  looks    a look becomes a visit
judges   visits become judgements and changes
claims   a line becomes a claim and what it is held against
weighing claims become supports
batches  many of them at once, in order
lines    what is printed of them
"""
