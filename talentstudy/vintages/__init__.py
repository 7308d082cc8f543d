"""What was known when: copies as published, revisions between two of them, what they move, and how a round begins."""
