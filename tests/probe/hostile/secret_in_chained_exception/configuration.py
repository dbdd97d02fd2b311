REST = "user=shop password=hunter2-correct-horse"
