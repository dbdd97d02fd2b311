DSN = "postgresql://shop:hunter2-correct-horse@db.internal:5432/shop"
