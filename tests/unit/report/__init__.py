"""From a report to text."""
