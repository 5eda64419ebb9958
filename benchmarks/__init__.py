"""What is measured against peers and limits; printed as medians, never asserted."""
