"""Attribution: who says what, over a whole document."""
