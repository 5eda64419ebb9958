"""Practise hard conversations, scored by rules you can question.

Read the packages in this order: ``content`` (how files are read), ``policies``
(what is allowed), ``scenarios`` (what a conversation is), ``assessments`` (what it
was worth), ``library`` and ``store`` (what is remembered), ``services`` (what people
do), ``web`` (what they see).
"""
