"""Own words: what a trainee wrote, held against what was wanted.

The matcher answers name → hit with evidence spans in the raw text. For now it knows
stem patterns, quoted paraphrases by their stems, and a few signals; it credits, it
never fails anybody.
"""
