"""What an attempt was worth: scoring with evidence, and own words."""
