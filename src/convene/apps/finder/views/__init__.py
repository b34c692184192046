"""Finding: advice, who has worked with whom, and who might join."""
