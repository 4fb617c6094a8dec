"""The residents' page as a page of its own in each of its languages, and on paper; knows no other document.

It has its own frame, because nothing on it may be in another language than the page: what a municipality's own pages
say round their text is written in three languages only.
"""
