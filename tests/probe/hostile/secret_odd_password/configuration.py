WORDS = "hunter2:correct@horse/staple"
