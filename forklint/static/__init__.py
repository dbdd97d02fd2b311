"""The static analyzer: executes load time on abstract values and says what is live at the fork."""
