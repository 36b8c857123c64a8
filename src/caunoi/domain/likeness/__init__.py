"""Are these two records one person? Suspicions with their reasons; the answer is always a human's."""
