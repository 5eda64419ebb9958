"""The content language: how every file an author writes is read and reported on.

Pure: text in, values and diagnostics out. Nothing here opens a file.
"""
