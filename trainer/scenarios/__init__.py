"""Scripted conversations: what they are made of, how they unfold, what they allow."""
