"""What a reader sees. Templates lay out an edition; they cannot print a number, only the figure it belongs
to."""
