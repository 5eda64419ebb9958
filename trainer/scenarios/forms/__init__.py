"""A scenario as forms: one step at a time, one table of facts, the settings.

A form is a view of the text: what it cannot express is kept, and saving changes only
the lines of the step, or of the setting, that was edited.
"""
