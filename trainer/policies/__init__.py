"""What is allowed: clauses people read, with rules that judge every act.

Pure: policies come in as text, verdicts go out as values.
"""
